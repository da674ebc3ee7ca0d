using Microsoft.Extensions.Localization;
using Tenancy;
using Tenancy.Permissions;
using Web.Catalogue;
using Web.Catalogue.Sheet;

namespace Web.Pages.Catalogue;

/// <summary>Writes an item that is not there yet, in the same form.</summary>
[Needs(Permission.EditCatalogue)]
public sealed class NewModel(
    CatalogueReader reader, CatalogueActs acts, Jurisdictions jurisdictions, ItemWords words, IStringLocalizer<Resources.Catalogue> texts)
    : EditModel(reader, acts, jurisdictions, words, texts);
