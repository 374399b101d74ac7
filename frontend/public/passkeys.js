/* For the server's own pages that ask for a passkey. Their buttons do nothing without allauth's scripts, so they are
   disabled until these have run. If there is no passkey, the page says why. */
(() => {
  function show(wanted) {
    const problems = document.querySelectorAll("[data-passkey-problem]");
    problems.forEach((problem) => (problem.hidden = true));
    // A screen reader is told again, also of the same problem.
    requestAnimationFrame(() =>
      problems.forEach((problem) => (problem.hidden = problem.dataset.passkeyProblem !== wanted)),
    );
  }

  document.addEventListener("DOMContentLoaded", () => {
    const buttons = document.querySelectorAll("button[data-passkey]");
    if (window.allauth?.webauthn && window.webauthnJSON)
      buttons.forEach((button) => (button.disabled = false));
    else if (buttons.length) show("page");
  });
  // Enter in the name of a new passkey: this form is sent by allauth's script alone, with what the device gives.
  document.addEventListener("submit", (event) => {
    const add = event.target.querySelector("#mfa_webauthn_add");
    if (!add) return;
    event.preventDefault();
    add.click();
  });
  document.addEventListener("allauth.error", ({ detail: { exception } }) => {
    const isOfBrowser = exception instanceof DOMException || !navigator.credentials;
    if (!isOfBrowser) show("server");
    else show(exception.name === "InvalidStateError" ? "taken" : "none");
  });
})();
