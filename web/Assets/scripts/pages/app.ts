// On every page: partial updates, popovers that open under their button, definitions on hover, search, notifications.
import "../shell/htmx";
import { startBell } from "../shell/bell";
import { placePopovers } from "../shell/popovers";
import { startSearch } from "../shell/search";
import { openTermsOnHover } from "../shell/terms";

placePopovers();
openTermsOnHover();
startSearch();
startBell();
