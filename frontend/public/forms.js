/* For the server's own pages: a form is sent once, however often its button is pressed before the next page is there. */
const sent = new WeakSet();
document.addEventListener("submit", (event) => {
  // Others may send it later, as a passkey's form does.
  if (event.defaultPrevented) return;
  if (sent.has(event.target)) event.preventDefault();
  else sent.add(event.target);
});
// A page that the browser kept is shown again: its forms can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) sent.delete(form);
});
