// On every page: partial updates, popovers that open under their button, definitions on hover.
import "../shell/htmx";
import { placePopovers } from "../shell/popovers";
import { openTermsOnHover } from "../shell/terms";

placePopovers();
openTermsOnHover();
