//! What each page shows: the contract with themes.
//!
//! A template gets one [`Shell`] as `page` and one of the page views as `view`, besides the theme's table of words as `t`. Views
//! hold no addresses as plain text ([`Url`] cannot be made from author's text), no function, and no English: wording comes from
//! the table of words. Markup is in [`Html`] fields only, which the Markdown renderer or the theme itself has made safe; a
//! template prints them with `| safe`.

use serde::Serialize;

use crate::route::Url;

/// Markup that the Markdown renderer has made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Html(pub String);

impl Html {
    /// A text that is no markup.
    #[must_use]
    pub fn escaped(text: &str) -> Html {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                c => out.push(c),
            }
        }
        Html(out)
    }
}

/// What every page has. In templates: `page`.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// Which template: `role`, `model-pair` …
    pub kind: &'static str,
    /// Heading of the page.
    pub title: String,
    /// For the browser's tab and search engines: `title_sitewide` of the table of words, the site's title alone on the front page.
    pub document_title: String,
    /// One or two sentences under it.
    pub description: Option<String>,
    /// The same with its links, where the author wrote inline Markdown.
    pub lede: Option<Html>,
    /// `[book] title`.
    pub site_title: String,
    /// `[book] language`.
    pub language: String,
    /// Whether search engines are asked to stay away.
    pub noindex: bool,
    /// The way up to the root of the site: `../../`, empty at the root.
    pub root: String,
    /// The page's own address below the root.
    pub path: String,
    /// The front page.
    pub home: Url,
    /// What the search needs.
    pub search: SearchLinks,
    /// Stylesheet.
    pub stylesheet: Url,
    /// The script that runs before anything is painted: it sets the colour scheme that the reader has chosen, so that no page flashes.
    pub early_script: Url,
    /// The script of everything else, run once the page has been read.
    pub script: Url,
    /// Icon, where there is one.
    pub favicon: Option<Url>,
    /// From the front page to this one, itself last and without an address.
    pub crumbs: Vec<Crumb>,
    /// The parts of the site.
    pub nav: Vec<NavItem>,
    /// The finished list of the pages of this part, markup of the theme's `sidebar.html`.
    pub sidebar: Html,
    /// The headings of the page, levels 2 and 3.
    pub toc: Vec<TocItem>,
    /// Who looks after the page.
    pub owner: Option<String>,
    /// When it should be looked at again, `YYYY-MM-DD`.
    pub review_by: Option<String>,
    /// Where its claims come from.
    pub sources: Vec<Link>,
    /// Where to change it.
    pub edit: Option<Url>,
    /// The page before in its list.
    pub previous: Option<Link>,
    /// The page after in its list.
    pub next: Option<Link>,
    /// Pages that link here.
    pub mentions: Vec<Link>,
}

/// One step of the way from the front page.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// The page's title.
    pub title: String,
    /// Its address; the page itself has none.
    pub url: Option<Url>,
}

/// A part of the site.
#[derive(Clone, Debug, Serialize)]
pub struct NavItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// Whether the page belongs to it.
    pub current: bool,
}

/// A heading of the page.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// 2 or 3.
    pub level: u8,
    /// Its text.
    pub text: String,
    /// Its place.
    pub url: Url,
}

/// A link with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Text.
    pub title: String,
    /// Address.
    pub url: Url,
}

/// The list of the pages of one part, given to `sidebar.html` alone as `sidebar`. It is rendered once for all pages of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct Sidebar {
    /// The part's title.
    pub title: String,
    /// The part's own page.
    pub url: Url,
    /// The groups of its pages.
    pub groups: Vec<SidebarGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The heading's own page.
    pub url: Option<Url>,
    /// The pages.
    pub items: Vec<SidebarItem>,
    /// How many more there are on the part's own page.
    pub more: usize,
}

/// A page of the list.
#[derive(Clone, Debug, Serialize)]
pub struct SidebarItem {
    /// Its title.
    pub title: String,
    /// Its address.
    pub url: Url,
    /// How deep it is nested below its group, from 0.
    pub depth: usize,
    /// The words to print into its tag, `{{ item.mark }}`: the page's own entry is marked there after the list was rendered.
    pub mark: Html,
}

/// A role as a chip.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    /// Abbreviation or title.
    pub name: String,
    /// Title.
    pub title: String,
    /// Its page.
    pub url: Url,
    /// The name of the colour, `teal`; templates make the classes `lb-hue-teal`, `lb-left-teal`, `lb-right-teal` of it.
    pub hue: &'static str,
    /// The role's id, for filters.
    pub id: String,
}

/// The answer to "who owns this area", with its reason.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// `held`, `nobody` (on purpose), `gap`, `not-said`, `by-area`.
    pub state: &'static str,
    /// Who, case by case; empty for a gap and the like.
    pub cases: Vec<Case>,
    /// The whole answer in words, for readers that see no chips.
    pub text: String,
    /// Why it is so, in words; empty where nothing answers.
    pub why: String,
    /// `model`, `ancestor`, `definitions`, `nothing`.
    pub why_kind: &'static str,
    /// Ids of the roles in it, separated by spaces, for filters.
    pub roles: String,
    /// Whether somebody holds it poorly or nobody says how.
    pub strained: bool,
}

/// Who holds, and when.
#[derive(Clone, Debug, Serialize)]
pub struct Case {
    /// `one`, `all` (co-owned), `any` (either).
    pub join: &'static str,
    /// Who answers for it.
    pub holders: Vec<Holder>,
    /// Who takes part without answering for it.
    pub partners: Vec<Holder>,
    /// Under which condition, in a phrase: `when` of the table of words.
    pub when: Option<String>,
}

/// One holder.
#[derive(Clone, Debug, Serialize)]
pub struct Holder {
    /// The role; none for `shared` and `nobody`.
    pub chip: Option<Chip>,
    /// `role`, `shared`, `nobody`.
    pub who: &'static str,
    /// The word to show where there is no chip.
    pub word: String,
    /// `poorly`, `undefined` or none.
    pub quality: Option<&'static str>,
    /// The quality in the site's language.
    pub quality_word: Option<String>,
    /// `does`, `consulted` …
    pub relation: Option<&'static str>,
    /// The relation in the site's language.
    pub relation_word: Option<String>,
    /// A share of time, as written.
    pub share: Option<String>,
    /// Through which area.
    pub via: Option<Link>,
    /// Reasons.
    pub because: Vec<String>,
}

/// One entry of the legend.
#[derive(Clone, Debug, Serialize)]
pub struct LegendEntry {
    /// What it looks like.
    pub answer: Answer,
    /// What it means.
    pub meaning: String,
}

/// Index pages, guides, the glossary, the explanation of a check: prose. In templates: `view`.
#[derive(Clone, Debug, Serialize)]
pub struct Prose {
    /// The body.
    pub body: Html,
}

/// The front page.
#[derive(Clone, Debug, Serialize)]
pub struct Home {
    /// The author's welcome.
    pub body: Html,
    /// Who decides, under the recommended or first model; none without areas and models.
    pub matrix: Option<Matrix>,
    /// The roles.
    pub roles: Vec<RoleCard>,
    /// The models.
    pub models: Vec<ModelCard>,
    /// Hand-tuned comparisons, where there are any.
    pub comparisons: Vec<Link>,
    /// Guides, the first few.
    pub guides: Vec<Link>,
    /// The areas by category, for "who decides".
    pub categories: Vec<AreaGroup>,
    /// All models.
    pub models_url: Url,
    /// All comparisons.
    pub comparisons_url: Url,
}

/// All roles.
#[derive(Clone, Debug, Serialize)]
pub struct Roles {
    /// The author's words on them.
    pub body: Html,
    /// Jobs, hats, groups; each with at least one role.
    pub groups: Vec<RoleGroup>,
}

/// Roles of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct RoleGroup {
    /// What they are.
    pub title: String,
    /// The roles.
    pub roles: Vec<RoleCard>,
}

/// A role in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RoleCard {
    /// The role.
    pub chip: Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// How many areas it owns or shares by its definition.
    pub area_count: usize,
}

/// A role.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    /// Itself.
    pub chip: Chip,
    /// Abbreviation.
    pub abbr: Option<String>,
    /// Other names.
    pub also: Vec<String>,
    /// `job`, `hat`, `group`.
    pub kind: &'static str,
    /// The same in the site's language.
    pub kind_word: String,
    /// What it looks at.
    pub focus: Option<String>,
    /// The questions it answers, in the site's language.
    pub answers: Vec<String>,
    /// How many there are.
    pub how_many: Option<String>,
    /// Its manager's role.
    pub reports_to: Option<Chip>,
    /// The roles that report to it.
    pub reports: Vec<Chip>,
    /// Who wears this hat.
    pub worn_by: Vec<Chip>,
    /// Hats it wears.
    pub wears: Vec<Chip>,
    /// The larger role it is a part of.
    pub subset_of: Option<Chip>,
    /// The roles that are a part of it.
    pub supersets: Vec<Chip>,
    /// The roles it combines.
    pub hybrid_of: Vec<Chip>,
    /// Roles it stands in for.
    pub backs_up: Vec<Backup>,
    /// Roles that stand in for it.
    pub backed_up_by: Vec<Backup>,
    /// What it owns by its definition, by category.
    pub owns: Vec<AreaGroup>,
    /// What it takes part in.
    pub takes_part: Vec<Part>,
    /// Facts about it.
    pub attributes: Vec<Attribute>,
    /// What it holds, model by model; only models it takes part in.
    pub models: Vec<RoleInModel>,
    /// Comparisons with other roles.
    pub compare: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// Who stands in for whom.
#[derive(Clone, Debug, Serialize)]
pub struct Backup {
    /// The other role.
    pub chip: Chip,
    /// When, in a phrase: `when` of the table of words.
    pub when: Option<String>,
}

/// Areas under their category.
#[derive(Clone, Debug, Serialize)]
pub struct AreaGroup {
    /// The category.
    pub category: Link,
    /// The areas; empty when the category itself is meant.
    pub areas: Vec<AreaLink>,
}

/// An area in a list.
#[derive(Clone, Debug, Serialize)]
pub struct AreaLink {
    /// Title and address.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// The other holders, where it is shared.
    pub with: Vec<Chip>,
    /// 0 for an area directly below its category.
    pub depth: usize,
}

/// An area that a role takes part in.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The area.
    pub area: Link,
    /// `consulted` …
    pub relation: &'static str,
    /// The same in the site's language.
    pub relation_word: String,
}

/// A fact of a role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Attribute {
    /// What it is about.
    pub label: String,
    /// As written.
    pub text: String,
    /// The bar, when the text is a range.
    pub bar: Option<Bar>,
}

/// A range as a bar from 0 to 100.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    /// Left end in percent.
    pub low: f32,
    /// Width in percent, at least what can be seen.
    pub width: f32,
    /// In words: "30 to 70 percent".
    pub text: String,
}

/// What a role holds under a model.
#[derive(Clone, Debug, Serialize)]
pub struct RoleInModel {
    /// The model.
    pub model: Link,
    /// The areas with their answers.
    pub areas: Vec<AreaAnswer>,
}

/// An area with its answer.
#[derive(Clone, Debug, Serialize)]
pub struct AreaAnswer {
    /// The area.
    pub area: Link,
    /// Its depth in the tree.
    pub depth: usize,
    /// Who owns it.
    pub answer: Answer,
}

/// All areas.
#[derive(Clone, Debug, Serialize)]
pub struct Areas {
    /// The author's words on them.
    pub body: Html,
    /// By category, with what the role definitions say.
    pub categories: Vec<AreaCategory>,
}

/// A category with its areas.
#[derive(Clone, Debug, Serialize)]
pub struct AreaCategory {
    /// The category.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who owns it by the role definitions.
    pub answer: Answer,
    /// The areas.
    pub areas: Vec<AreaRow>,
}

/// An area in the list of all.
#[derive(Clone, Debug, Serialize)]
pub struct AreaRow {
    /// The area.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// 0 for an area directly below its category.
    pub depth: usize,
    /// Who owns it by the role definitions.
    pub answer: Answer,
}

/// An area or category.
#[derive(Clone, Debug, Serialize)]
pub struct Area {
    /// Other names.
    pub also: Vec<String>,
    /// Whether it has areas of its own.
    pub is_category: bool,
    /// The areas that belong to it.
    pub areas: Vec<AreaRow>,
    /// Concrete examples.
    pub examples: Vec<Html>,
    /// What good looks like.
    pub good: Vec<Html>,
    /// How far it looks ahead.
    pub horizon: Vec<Html>,
    /// Who owns it by the role definitions.
    pub default: Answer,
    /// Who owns it, model by model.
    pub models: Vec<ModelAnswer>,
    /// Who takes part without owning.
    pub partners: Vec<Partner>,
    /// The author's words.
    pub body: Html,
}

/// What a model says of an area.
#[derive(Clone, Debug, Serialize)]
pub struct ModelAnswer {
    /// The model's id: the row of the table is `#lb-model-<id>`.
    pub id: String,
    /// The model.
    pub model: Link,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who owns the area under it.
    pub answer: Answer,
    /// Where the model comes from.
    pub sources: Vec<Link>,
}

/// A role that takes part in an area.
#[derive(Clone, Debug, Serialize)]
pub struct Partner {
    /// The role.
    pub chip: Chip,
    /// `consulted` …
    pub relation: &'static str,
    /// The same in the site's language.
    pub relation_word: String,
}

/// Areas × models.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// The author's words on models.
    pub body: Html,
    /// The columns.
    pub models: Vec<MatrixModel>,
    /// The rows, parents before their areas.
    pub rows: Vec<MatrixRow>,
    /// What the signs mean.
    pub legend: Vec<LegendEntry>,
    /// Roles that hold something, for the filter.
    pub roles: Vec<Chip>,
    /// The same as CSV.
    pub csv: Url,
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// Pages that compare two models.
    pub comparisons: Vec<Link>,
}

/// A column.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixModel {
    /// The model.
    pub link: Link,
    /// Its id, for switching the column off.
    pub id: String,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Whether a source only mentions it.
    pub mentioned: bool,
    /// What it is.
    pub description: Option<String>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// The area.
    pub area: Link,
    /// Its depth; 0 for a category.
    pub depth: usize,
    /// The category's id, for the filter.
    pub category: String,
    /// One answer for each model, in the order of columns.
    pub answers: Vec<Answer>,
}

/// A model in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ModelCard {
    /// Its id, for leading to its row on the page of an area.
    pub id: String,
    /// The model.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Whether a source only mentions it.
    pub mentioned: bool,
}

/// A model.
#[derive(Clone, Debug, Serialize)]
pub struct Model {
    /// Other names.
    pub also: Vec<String>,
    /// Whether somebody recommends it.
    pub recommended: bool,
    /// Who does.
    pub recommended_by: Option<Link>,
    /// Whether a source only mentions it.
    pub mentioned: bool,
    /// Whether areas it does not name fall to the role definitions.
    pub inherit: bool,
    /// Roles taking part, with what they carry.
    pub load: Vec<Load>,
    /// Who holds what, parents before their areas.
    pub rows: Vec<AreaAnswer>,
    /// What the signs mean.
    pub legend: Vec<LegendEntry>,
    /// Areas that nobody owns.
    pub gaps: Vec<Link>,
    /// Areas held poorly or undefined.
    pub strained: Vec<AreaAnswer>,
    /// When it fits.
    pub fits: Vec<Html>,
    /// Where it strains.
    pub strains: Vec<Html>,
    /// Where it was seen.
    pub seen_at: Vec<Html>,
    /// When to leave it.
    pub leave_when: Vec<Html>,
    /// How it is varied.
    pub variants: Vec<Html>,
    /// What changes hands from here to another model.
    pub switch: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// What a role carries under a model.
#[derive(Clone, Debug, Serialize)]
pub struct Load {
    /// The role.
    pub chip: Chip,
    /// How many areas it answers for.
    pub count: usize,
    /// In percent of the role that carries most, for the bar.
    pub percent: f32,
    /// The areas.
    pub areas: Vec<Link>,
}

/// Model against model.
#[derive(Clone, Debug, Serialize)]
pub struct ModelPair {
    /// The first model.
    pub before: MatrixModel,
    /// The second model.
    pub after: MatrixModel,
    /// What changes hands.
    pub moves: Vec<Change>,
    /// What stays in the same hands and gets better or worse.
    pub drifts: Vec<Change>,
    /// What stays as it is.
    pub stays: Vec<Change>,
    /// How many areas are held better afterwards.
    pub better: usize,
    /// How many are held worse.
    pub worse: usize,
    /// The same as CSV.
    pub csv: Url,
}

/// What happens to an area.
#[derive(Clone, Debug, Serialize)]
pub struct Change {
    /// The area.
    pub area: Link,
    /// Its depth.
    pub depth: usize,
    /// Under the first model.
    pub before: Answer,
    /// Under the second.
    pub after: Answer,
    /// `better`, `worse`, `same`.
    pub drift: &'static str,
}

/// Two roles side by side.
#[derive(Clone, Debug, Serialize)]
pub struct RolePair {
    /// The left role.
    pub left: PairSide,
    /// The right role.
    pub right: PairSide,
    /// The rows, in groups.
    pub groups: Vec<PairGroup>,
    /// Who owns each area, model by model, for these two roles.
    pub by_model: PairMatrix,
    /// The author's words that are no rows.
    pub body: Html,
    /// The same as CSV.
    pub csv: Url,
    /// Other comparisons of the left role, each titled by the role on the other side; for the picker.
    pub others: Vec<Link>,
    /// The same for the right role.
    pub others_right: Vec<Link>,
}

/// One of the two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairSide {
    /// The role.
    pub chip: Chip,
    /// What it is.
    pub description: Option<String>,
    /// What it looks at.
    pub focus: Option<String>,
    /// The questions it answers, in the site's language.
    pub answers: Vec<String>,
    /// Its manager's role.
    pub reports_to: Option<Chip>,
    /// How many areas it owns alone.
    pub owns: usize,
    /// How many it shares.
    pub shares: usize,
}

/// Rows under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct PairGroup {
    /// `facing`, `shared`, `one-side`, `takes-part`, `attributes`, `backup`, `sections`.
    pub kind: &'static str,
    /// The heading.
    pub title: String,
    /// The rows.
    pub rows: Vec<PairRow>,
}

/// A row.
#[derive(Clone, Debug, Serialize)]
pub struct PairRow {
    /// `sides` or `both`.
    pub form: &'static str,
    /// What the row is about, where that is not in its cells: an attribute, a section.
    pub label: Option<String>,
    /// The place of the label on the page, where links may lead to it.
    pub id: Option<String>,
    /// The left cell, or the one across both.
    pub left: PairCell,
    /// The right cell; empty text where the left one goes across both.
    pub right: PairCell,
}

/// A cell.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PairCell {
    /// `owns` (a coloured edge), `takes-part`, `empty`, `plain`, `intro` (the words before the parts of a section).
    pub state: &'static str,
    /// What stands there, for `owns`, `takes-part` and `plain`.
    pub html: Html,
    /// The area meant, where the cell is one.
    pub area: Option<Link>,
    /// A small word beside it: the relation, how it is shared.
    pub tag: Option<String>,
    /// Why the cell is empty.
    pub why: Option<String>,
    /// The bar of a range.
    pub bar: Option<Bar>,
    /// The role that the cell speaks of, for backups.
    pub chip: Option<Chip>,
}

/// Areas × models, told from two roles.
#[derive(Clone, Debug, Serialize)]
pub struct PairMatrix {
    /// Whether areas below the categories were left out to keep the page in bounds.
    pub categories_only: bool,
    /// The columns: models in which at least one of the two takes part.
    pub models: Vec<MatrixModel>,
    /// The rows: areas that at least one of the two holds under one of them.
    pub rows: Vec<MatrixRow>,
}

/// All comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct Comparisons {
    /// The author's words on them.
    pub body: Html,
    /// Comparisons with a file.
    pub tuned: Vec<Link>,
    /// For each role the comparisons it is in.
    pub roles: Vec<ComparedRole>,
    /// How many pairs have no page.
    pub left_out: usize,
}

/// A role with its comparisons.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedRole {
    /// The role.
    pub chip: Chip,
    /// Its comparisons, by the other role.
    pub others: Vec<ComparedWith>,
}

/// A comparison from one role's side.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedWith {
    /// The other role.
    pub chip: Chip,
    /// The comparison's page.
    pub url: Url,
}

/// All sources.
#[derive(Clone, Debug, Serialize)]
pub struct Sources {
    /// The author's words on them.
    pub body: Html,
    /// The sources.
    pub sources: Vec<SourceCard>,
}

/// A source in a list.
#[derive(Clone, Debug, Serialize)]
pub struct SourceCard {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When, `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// A source.
#[derive(Clone, Debug, Serialize)]
pub struct Source {
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is.
    pub url: Option<Url>,
    /// When it was written, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// When this copy was saved, `YYYY-MM-DD`.
    pub saved: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Pages that rest on it.
    pub used_by: Vec<Link>,
    /// The author's words.
    pub body: Html,
}

/// A list of pages under headings: guides, checks.
#[derive(Clone, Debug, Serialize)]
pub struct Listing {
    /// The author's words.
    pub body: Html,
    /// The groups.
    pub groups: Vec<ListingGroup>,
}

/// Pages under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ListingGroup {
    /// The heading; none for pages under no heading.
    pub title: Option<String>,
    /// The pages.
    pub items: Vec<ListingItem>,
}

/// A page of a listing.
#[derive(Clone, Debug, Serialize)]
pub struct ListingItem {
    /// Title and page.
    pub link: Link,
    /// What it is.
    pub description: Option<String>,
}

/// The page for addresses that are none.
#[derive(Clone, Debug, Serialize)]
pub struct NotFound {
    /// Where to go on.
    pub links: Vec<Link>,
}

/// A page that only leads to another. Given to `redirect.html` as `view`, without a [`Shell`].
#[derive(Clone, Debug, Serialize)]
pub struct Redirect {
    /// `[book] language`.
    pub language: String,
    /// Stylesheet.
    pub stylesheet: Url,
    /// `redirect.js`: goes on with the fragment that the reader came with.
    pub script: Url,
    /// Where to.
    pub target: Link,
}

/// What the search needs, wherever a page stands. In templates: `page.search`.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLinks {
    /// The page of the search, for readers without JavaScript and for shared results.
    pub page: Url,
    /// The script of the search; nothing needs it before a reader searches.
    pub script: Url,
    /// The search index, at the root of the site.
    pub index: Url,
}

/// `search.html`: the search, and the titles for those who cannot use it.
#[derive(Clone, Debug, Serialize)]
pub struct Search {
    /// Titles from A to Z.
    pub letters: Vec<SearchLetter>,
    /// Whether there are too many titles, so that some were left out.
    pub shortened: bool,
    /// The lists of all pages of a part.
    pub parts: Vec<Link>,
}

/// The titles that start with a letter.
#[derive(Clone, Debug, Serialize)]
pub struct SearchLetter {
    /// The letter, without its accent; `#` for what starts with none.
    pub letter: String,
    /// The pages.
    pub links: Vec<Link>,
}
