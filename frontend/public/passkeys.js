/* For the server's own pages that ask for a passkey. Their buttons do nothing without allauth's scripts, so they are
   disabled until these have run. If the browser gives no passkey, the page says so. */
document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("button[data-passkey]").forEach((button) => (button.disabled = false));
});
document.addEventListener("allauth.error", ({ detail: { exception } }) => {
  const shown = exception?.name === "InvalidStateError" ? "taken" : "none";
  document.querySelectorAll("[data-passkey-problem]").forEach((problem) => {
    problem.hidden = problem.dataset.passkeyProblem !== shown;
  });
});
