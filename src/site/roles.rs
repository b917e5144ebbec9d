//! The page of a role, and the page of all roles.

use super::Site;
use super::view::{self, Html};
use crate::document::front_matter::RoleKind;
use crate::ladder::{AreaId, Held, RoleId, Subject};
use crate::route::Page;

impl Site {
    pub(super) fn roles(&self, from: &str) -> view::Roles {
        let groups = [RoleKind::Job, RoleKind::Hat, RoleKind::Group]
            .into_iter()
            .map(|kind| view::RoleGroup {
                title: self
                    .words
                    .get(&format!("role_kind_{}s", kind.name()))
                    .to_owned(),
                roles: self
                    .ladder
                    .role_ids()
                    .filter(|id| self.ladder.role(*id).kind == kind)
                    .map(|id| self.role_card(from, id))
                    .collect(),
            })
            .filter(|group| !group.roles.is_empty())
            .collect();
        view::Roles {
            body: self.index_body(from, Page::Roles),
            groups,
            pairings: self.pairing_groups(from),
        }
    }

    pub(super) fn role_card(&self, from: &str, id: RoleId) -> view::RoleCard {
        let role = self.ladder.role(id);
        view::RoleCard {
            chip: self.chip(from, id),
            description: self.plain_description(Subject::Role(id)),
            focus: role.focus.clone(),
            area_count: role.owns.len() + role.shares.len(),
        }
    }

    pub(super) fn role(&self, from: &str, id: RoleId) -> view::Role {
        let role = self.ladder.role(id);
        let pointing = |points: &dyn Fn(&crate::ladder::Role) -> bool| -> Vec<view::Chip> {
            self.chips(
                from,
                self.ladder
                    .role_ids()
                    .filter(|other| points(self.ladder.role(*other))),
            )
        };
        let (lead, body) = self.body_with_lead(from, role.document);
        view::Role {
            chip: self.chip(from, id),
            abbr: role.abbr.clone(),
            also: role.also.clone(),
            kind: role.kind.name(),
            kind_word: self
                .words
                .get(&format!("role_kind_{}", role.kind.name()))
                .to_owned(),
            focus: role.focus.clone(),
            answers: self.questions(id),
            how_many: role.how_many.clone(),
            scope: role.scope.map(|scope| self.ladder.scope(scope).to_owned()),
            pairs_with: self.paired_with(from, id),
            reports_to: role.reports_to.map(|id| self.chip(from, id)),
            reports: pointing(&|other| other.reports_to == Some(id)),
            worn_by: self.chips(from, role.worn_by.iter().copied()),
            wears: self.chips(from, role.wears.iter().copied()),
            subset_of: role.subset_of.map(|id| self.chip(from, id)),
            supersets: pointing(&|other| other.subset_of == Some(id)),
            hybrid_of: self.chips(from, role.hybrid_of.iter().copied()),
            backs_up: self.backups(from, id),
            backed_up_by: self.backed_up_by(from, id),
            owns: self.owned_by_definition(from, id),
            takes_part: role
                .takes_part
                .iter()
                .map(|(area, relation)| view::Part {
                    area: self.area_link(from, *area),
                    relation: relation.name(),
                    relation_word: self.relation_word(*relation),
                    owners: self.owner_chips(from, *area, Some(id)),
                })
                .collect(),
            claims: self.role_claims(from, id),
            attributes: role
                .attributes
                .iter()
                .map(|attribute| self.attribute(attribute))
                .collect(),
            models: self.role_in_models(from, id),
            tracks: self.tracks_of(from, id),
            practices: self.practices_of(from, id),
            assessments: self.assessments_of_role(from, id),
            compare: self.comparisons_of(from, id),
            lead,
            body,
        }
    }

    pub(super) fn questions(&self, id: RoleId) -> Vec<String> {
        let answers = &self.ladder.role(id).answers;
        answers
            .iter()
            .map(|question| {
                self.words
                    .get(&format!("question_{}", question.name()))
                    .to_owned()
            })
            .collect()
    }

    fn backups(&self, from: &str, id: RoleId) -> Vec<view::Backup> {
        let backups = &self.ladder.role(id).backs_up;
        backups
            .iter()
            .map(|(other, when)| view::Backup {
                chip: self.chip(from, *other),
                when: when.as_deref().map(|when| self.when(when)),
            })
            .collect()
    }

    fn backed_up_by(&self, from: &str, id: RoleId) -> Vec<view::Backup> {
        self.ladder
            .role_ids()
            .flat_map(|other| {
                let backups = self
                    .ladder
                    .role(other)
                    .backs_up
                    .iter()
                    .filter(|(of, _)| *of == id);
                backups.map(move |(_, when)| view::Backup {
                    chip: self.chip(from, other),
                    when: when.as_deref().map(|when| self.when(when)),
                })
            })
            .collect()
    }

    fn owned_by_definition(&self, from: &str, id: RoleId) -> Vec<view::AreaGroup> {
        let held: Vec<AreaId> = self
            .ladder
            .area_ids()
            .filter(|area| self.ladder.holds(id, *area))
            .collect();
        let mut groups: Vec<(AreaId, view::AreaGroup)> = Vec::new();
        for area in held {
            let category = self.ladder.ancestry(area).last().unwrap_or(area);
            if groups.last().is_none_or(|(last, _)| *last != category) {
                groups.push((
                    category,
                    view::AreaGroup {
                        id: self.ladder.area(category).id.clone(),
                        category: self.area_link(from, category),
                        areas: Vec::new(),
                    },
                ));
            }
            if let Some((_, group)) = groups.last_mut().filter(|_| area != category) {
                group.areas.push(self.area_with(from, area, Some(id)));
            }
        }
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// An area for a list; `but` is the role that the list is about.
    pub(super) fn area_with(
        &self,
        from: &str,
        area: AreaId,
        but: Option<RoleId>,
    ) -> view::AreaLink {
        let with = if but.is_some() {
            self.owner_chips(from, area, but)
        } else {
            Vec::new()
        };
        view::AreaLink {
            id: self.ladder.area(area).id.clone(),
            link: self.area_link(from, area),
            description: self.plain_description(Subject::Area(area)),
            with,
            partners: self.partners(from, area),
            depth: self.ladder.area(area).depth.saturating_sub(1),
        }
    }

    /// Who owns or shares an area by the role definitions, without the role that the list is about.
    fn owner_chips(&self, from: &str, area: AreaId, but: Option<RoleId>) -> Vec<view::Chip> {
        let answer = self.ladder.default_answer(area);
        let owners = answer.held().into_iter().flat_map(Held::accountable_roles);
        let owners = owners.filter(|role| Some(*role) != but);
        self.chips(from, owners)
    }

    fn role_in_models(&self, from: &str, id: RoleId) -> Vec<view::RoleInModel> {
        self.ladder
            .role(id)
            .models
            .iter()
            .map(|model| {
                // Depth is counted among the areas of the list: below a category that is not in it, an area would seem to belong to
                // the one before.
                let mut listed: Vec<AreaId> = Vec::new();
                let areas = self.ladder.area_ids().filter_map(|area| {
                    let answer = self.ladder.answer(*model, area);
                    let named = answer
                        .held()
                        .is_some_and(|held| held.roles().any(|role| role == id));
                    // Below an area that is named as a whole its areas say the same.
                    let repeats = matches!(answer.reason, crate::ladder::Reason::Ancestor(_));
                    if !named || repeats {
                        return None;
                    }
                    let above = self.ladder.ancestry(area);
                    let depth = above.filter(|above| listed.contains(above)).count();
                    listed.push(area);
                    Some(view::AreaAnswer {
                        area: self.area_link(from, area),
                        depth,
                        answer: self.answer(from, &answer),
                    })
                });
                view::RoleInModel {
                    model: self.link_to(from, Subject::Model(*model)),
                    areas: areas.collect(),
                }
            })
            .collect()
    }

    fn comparisons_of(&self, from: &str, id: RoleId) -> Vec<view::Link> {
        self.pairs
            .of(id)
            .map(|(other, pair)| view::Link {
                // The page's own role goes without saying.
                title: self.ladder.role(other).title.clone(),
                url: self.url(from, Page::RolePair(pair.first, pair.second)),
            })
            .collect()
    }

    /// The prose on an index page.
    pub(super) fn index_body(&self, from: &str, page: Page) -> Html {
        self.index_prose
            .get(&page)
            .map(|id| self.body(from, *id))
            .unwrap_or_default()
    }

    pub(super) fn subject_body(&self, from: &str, subject: Subject) -> Html {
        self.body(from, self.ladder.document_of(subject))
    }
}
