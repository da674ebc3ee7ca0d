// The code of a one-time link stands in the address's fragment, which no server, log or referrer ever gets: it goes into the form's
// body, and out of the address before anything else is asked for.
const form = document.querySelector<HTMLFormElement>("form[data-code]");
const field = form?.querySelector<HTMLInputElement>("input:not([type=hidden])");
const code = location.hash.slice(1);
if (form && field && code) {
  history.replaceState(null, "", location.pathname);
  field.value = code;
  form.requestSubmit();
}
