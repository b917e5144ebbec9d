//! The page of a role.

use serde::Serialize;

use super::desk::Desk;
use super::html::Html;
use super::link::Link;
use super::{area_rows, bars, chips, claims, guide, lists, pairings, prose, team};
use crate::ladder::{AreaId, RoleId, Subject};
use crate::plan::route::{Extra, Page, Url};

/// A role.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    /// Itself.
    pub chip: chips::Chip,
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
    /// The layer of the organization where it works.
    pub scope: Option<String>,
    /// The roles it leads together with.
    pub pairs_with: Vec<pairings::PairedWith>,
    /// Its manager's role.
    pub reports_to: Option<chips::Chip>,
    /// The roles that report to it.
    pub reports: Vec<chips::Chip>,
    /// Who wears this hat.
    pub worn_by: Vec<chips::Chip>,
    /// Hats it wears.
    pub wears: Vec<chips::Chip>,
    /// The larger role it is a part of.
    pub subset_of: Option<chips::Chip>,
    /// The roles that are a part of it.
    pub supersets: Vec<chips::Chip>,
    /// The roles it combines.
    pub hybrid_of: Vec<chips::Chip>,
    /// Roles it stands in for.
    pub backs_up: Vec<Backup>,
    /// Roles that stand in for it.
    pub backed_up_by: Vec<Backup>,
    /// What it owns by its definition, by category.
    pub owns: Vec<area_rows::AreaGroup>,
    /// What it takes part in.
    pub takes_part: Vec<Part>,
    /// What sources say of it.
    pub claims: Vec<claims::RoleClaim>,
    /// Facts about it.
    pub attributes: Vec<bars::Attribute>,
    /// What it holds, model by model; only models it takes part in.
    pub models: Vec<RoleInModel>,
    /// What it holds in teams, team by team.
    pub teams: Vec<RoleInTeam>,
    /// What all roles hold in all teams as CSV.
    pub csv: Url,
    /// Its tracks.
    pub tracks: Vec<Link>,
    /// What the people in it do again and again.
    pub practices: Vec<guide::Practice>,
    /// The pages that are about it, by kind.
    pub about: Vec<lists::PagesAbout>,
    /// Comparisons with other roles.
    pub compare: Vec<Link>,
    /// The author's words before the first heading: no heading of the page stands over them, so they come first.
    pub lead: Html,
    /// The author's words from the first heading on.
    pub body: Html,
}

/// Who stands in for whom.
#[derive(Clone, Debug, Serialize)]
pub struct Backup {
    /// The other role.
    pub chip: chips::Chip,
    /// When, in a phrase: `when` of the table of words.
    pub when: Option<String>,
}

/// What a role holds under a model.
#[derive(Clone, Debug, Serialize)]
pub struct RoleInModel {
    /// The model.
    pub model: Link,
    /// The areas with their answers.
    pub areas: Vec<area_rows::AreaAnswer>,
}

/// What a role holds in a team.
#[derive(Clone, Debug, Serialize)]
pub struct RoleInTeam {
    /// The team.
    pub team: Link,
    /// Who has the role there.
    pub people: Vec<String>,
    /// The areas with their answers.
    pub areas: Vec<RoleArea>,
}

/// An area that a role holds in a team.
#[derive(Clone, Debug, Serialize)]
pub struct RoleArea {
    /// The area.
    pub area: Link,
    /// How many areas of the list it belongs to.
    pub depth: usize,
    /// `owns`, `stands-in`, `takes-part`.
    pub part: &'static str,
    /// Who holds it there, and why.
    pub answer: chips::Answer,
}

/// An area that a role takes part in.
#[derive(Clone, Debug, Serialize)]
pub struct Part {
    /// The area.
    pub area: Link,
    /// `consulted` …
    pub relations: Vec<&'static str>,
    /// The same in the site's language, as one phrase.
    pub relation_words: String,
    /// Who owns or shares the area by the role definitions.
    pub owners: Vec<chips::Chip>,
}

pub(crate) fn view(desk: &Desk<'_>, id: RoleId) -> Role {
    let role = desk.ladder.role(id);
    let pointing = |points: &dyn Fn(&crate::ladder::Role) -> bool| -> Vec<chips::Chip> {
        chips::chips(
            desk,
            desk.ladder
                .role_ids()
                .filter(|other| points(desk.ladder.role(*other))),
        )
    };
    let (lead, body) = prose::body_with_lead(desk, role.document);
    Role {
        chip: chips::chip(desk, id),
        abbr: role.abbr.clone(),
        also: role.also.clone(),
        kind: role.kind.name(),
        kind_word: desk.phrase.role_kind(role.kind),
        focus: role.focus.clone(),
        answers: desk.phrase.questions(id),
        how_many: role.how_many.clone(),
        scope: role.scope.map(|scope| desk.ladder.scope(scope).to_owned()),
        pairs_with: pairings::of_role(desk, id),
        reports_to: role.reports_to.map(|id| chips::chip(desk, id)),
        reports: pointing(&|other| other.reports_to == Some(id)),
        worn_by: chips::chips(desk, role.worn_by.iter().copied()),
        wears: chips::chips(desk, desk.ladder.hats(id).iter().copied()),
        subset_of: role.subset_of.map(|id| chips::chip(desk, id)),
        supersets: pointing(&|other| other.subset_of == Some(id)),
        hybrid_of: chips::chips(desk, role.hybrid_of.iter().copied()),
        backs_up: backups(desk, id),
        backed_up_by: backed_up_by(desk, id),
        owns: owned_by_definition(desk, id),
        takes_part: role
            .takes_part
            .iter()
            .map(|(area, relations)| Part {
                area: desk.area_link(*area),
                relations: relations.names().collect(),
                relation_words: desk.phrase.relations(*relations),
                owners: chips::owners(desk, *area, Some(id)),
            })
            .collect(),
        claims: claims::of_role(desk, id),
        attributes: role
            .attributes
            .iter()
            .map(|attribute| bars::attribute(desk, attribute))
            .collect(),
        models: in_models(desk, id),
        teams: in_teams(desk, id),
        csv: desk.extra_url(&Extra::InTeamsCsv),
        tracks: tracks(desk, id),
        practices: guide::practices(desk, id),
        about: lists::about(desk, id.into()),
        compare: comparisons(desk, id),
        lead,
        body,
    }
}

fn backups(desk: &Desk<'_>, id: RoleId) -> Vec<Backup> {
    let backups = &desk.ladder.role(id).backs_up;
    backups
        .iter()
        .map(|(other, when)| Backup {
            chip: chips::chip(desk, *other),
            when: when.as_deref().map(|when| desk.phrase.when(when)),
        })
        .collect()
}

fn backed_up_by(desk: &Desk<'_>, id: RoleId) -> Vec<Backup> {
    desk.ladder
        .role_ids()
        .flat_map(|other| {
            let backups = desk
                .ladder
                .role(other)
                .backs_up
                .iter()
                .filter(|(of, _)| *of == id);
            backups.map(move |(_, when)| Backup {
                chip: chips::chip(desk, other),
                when: when.as_deref().map(|when| desk.phrase.when(when)),
            })
        })
        .collect()
}

fn owned_by_definition(desk: &Desk<'_>, id: RoleId) -> Vec<area_rows::AreaGroup> {
    let held: Vec<AreaId> = desk
        .ladder
        .area_ids()
        .filter(|area| desk.ladder.holds(id, *area))
        .collect();
    let mut groups: Vec<(AreaId, area_rows::AreaGroup)> = Vec::new();
    for area in held {
        let category = desk.ladder.ancestry(area).last().unwrap_or(area);
        if groups.last().is_none_or(|(last, _)| *last != category) {
            groups.push((
                category,
                area_rows::AreaGroup {
                    id: desk.ladder.area(category).id.clone(),
                    category: desk.area_link(category),
                    // A category comes before the areas in it.
                    whole: area == category,
                    with: if area == category {
                        chips::owners(desk, area, Some(id))
                    } else {
                        Vec::new()
                    },
                    areas: Vec::new(),
                },
            ));
        }
        if let Some((_, group)) = groups.last_mut().filter(|_| area != category) {
            group.areas.push(area_rows::with(desk, area, Some(id)));
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn in_models(desk: &Desk<'_>, id: RoleId) -> Vec<RoleInModel> {
    desk.ladder
        .models_with(id)
        .iter()
        .map(|model| {
            // Depth is counted among the areas of the list: below a category that is not in it, an area would seem to belong to
            // the one before.
            let mut listed: Vec<AreaId> = Vec::new();
            let areas = desk.ladder.area_ids().filter_map(|area| {
                let answer = desk.ladder.answer(*model, area);
                let named = answer
                    .held()
                    .is_some_and(|held| held.roles().any(|role| role == id));
                // Below an area that is named as a whole its areas say the same.
                let repeats = matches!(answer.reason, crate::ladder::Reason::Ancestor(_));
                if !named || repeats {
                    return None;
                }
                let above = desk.ladder.ancestry(area);
                let depth = above.filter(|above| listed.contains(above)).count();
                listed.push(area);
                Some(area_rows::AreaAnswer {
                    area: desk.area_link(area),
                    depth,
                    answer: chips::answer(desk, &answer),
                })
            });
            RoleInModel {
                model: desk.link_to(Subject::Model(*model)),
                areas: areas.collect(),
            }
        })
        .collect()
}

/// What a role holds in the first teams in which it holds something; the CSV has all.
fn in_teams(desk: &Desk<'_>, id: RoleId) -> Vec<RoleInTeam> {
    const TEAMS: usize = 100;
    let holdings = &desk.plan.uses.in_teams[id.index()];
    let by_team = holdings.chunk_by(|(one, _), (other, _)| one == other);
    by_team
        .take(TEAMS)
        .map(|holdings| {
            let team = holdings[0].0;
            let mut listed: Vec<AreaId> = Vec::new();
            let areas = holdings.iter().map(|(team, holding)| {
                let above = desk.ladder.ancestry(holding.area);
                let depth = above.filter(|above| listed.contains(above)).count();
                listed.push(holding.area);
                let answer = desk.ladder.team_answer(*team, holding.area);
                RoleArea {
                    area: desk.area_link(holding.area),
                    depth,
                    part: holding.part.name(),
                    answer: team::answer_with_people(desk, *team, &team::without_model(answer)),
                }
            });
            RoleInTeam {
                areas: areas.collect(),
                team: desk.link_to(Subject::Team(team)),
                people: team::names_with(desk, team, id),
            }
        })
        .collect()
}

fn comparisons(desk: &Desk<'_>, id: RoleId) -> Vec<Link> {
    desk.plan
        .shown
        .pairs
        .of(id)
        .map(|(other, pair)| Link {
            // The page's own role goes without saying.
            title: desk.ladder.role(other).title.clone(),
            url: desk.url(Page::RolePair(pair.first, pair.second)),
        })
        .collect()
}

/// The tracks of a role.
fn tracks(desk: &Desk<'_>, role: RoleId) -> Vec<Link> {
    let tracks = desk.ladder.track_ids();
    tracks
        .filter(|id| desk.ladder.track(*id).role == Some(role))
        .map(|id| desk.link_to(Subject::Track(id)))
        .collect()
}
