// The peer: Node's ws, which sends each event it is asked for to every socket. Prints its port.
const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", backlog: 2048, perMessageDeflate: false });
const pad = "x".repeat(270);
server.on("connection", (socket) => {
  socket.on("message", (message) => {
    const event = JSON.stringify({ number: JSON.parse(message).number, pad });
    for (const client of server.clients) client.send(event, { binary: false });
  });
});
server.on("listening", () => console.log(server.address().port));
