// htmx as the policy of the site allows it: no hx-on, no js: values, no trigger filters; nothing is evaluated.
import htmx from "htmx.org";

// A partial that is refused or fails is a page of its own that says why; it does not belong inside another.
htmx.config.noSwap = [204, 304, 401, 403, 500, 503];

document.addEventListener("htmx:response:error", event => {
  const status = (event as CustomEvent).detail?.ctx?.response?.status;
  if (status === 401) location.reload();
});

export default htmx;
