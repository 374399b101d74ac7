/* For the server's own pages: the buttons that print the page. Without scripts they are not shown, because they would do nothing. */
for (const button of document.querySelectorAll("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
