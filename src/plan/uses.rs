//! What points at a thing from elsewhere: read off once, since every page would else ask every other.

use crate::ladder::{AreaId, DocumentId, Holding, Ladder, SourceId, TeamId};

/// Pages show no more teams that depart from a model than these.
pub(crate) const DEPARTING: usize = 100;

/// Back-references that lists of pages need.
pub(crate) struct Uses {
    /// For each area the first teams that say something of it, or of which a team above does.
    pub(crate) departing: Vec<Vec<TeamId>>,
    /// For each model the teams that follow it.
    pub(crate) following: Vec<Vec<TeamId>>,
    /// For each source the documents that name it.
    pub(crate) citing: Vec<Vec<DocumentId>>,
    /// For each role what it holds in teams, team by team.
    pub(crate) in_teams: Vec<Vec<(TeamId, Holding)>>,
    /// The areas that no role owns under any model, in order.
    ownerless: Vec<AreaId>,
    /// The areas that sources disagree about: every table that names an area asks.
    disputed: Vec<AreaId>,
}

impl Uses {
    pub(super) fn new(ladder: &Ladder) -> Uses {
        let mut departing = vec![Vec::new(); ladder.areas.len()];
        let mut following = vec![Vec::new(); ladder.models.len()];
        for id in ladder.team_ids() {
            let team = ladder.team(id);
            let above = team.above.iter().map(|above| ladder.team(*above));
            let above = above.flat_map(|above| &above.overrides_below);
            for (area, _) in team.overrides.iter().chain(above) {
                let teams: &mut Vec<TeamId> = &mut departing[area.index()];
                if teams.len() < DEPARTING && teams.last() != Some(&id) {
                    teams.push(id);
                }
            }
            if let Some((model, _)) = team.follows {
                following[model.index()].push(id);
            }
        }
        Uses {
            departing,
            following,
            citing: citing(ladder),
            in_teams: in_teams(ladder),
            ownerless: ladder.ownerless(),
            disputed: ladder.disputed(),
        }
    }

    /// The areas that no role owns under any model, in order.
    pub(crate) fn ownerless(&self) -> &[AreaId] {
        &self.ownerless
    }

    /// Whether no role owns an area under any model.
    pub(crate) fn is_ownerless(&self, area: AreaId) -> bool {
        self.ownerless.binary_search(&area).is_ok()
    }

    /// The areas that sources disagree about, in order.
    pub(crate) fn disputed(&self) -> &[AreaId] {
        &self.disputed
    }

    /// Whether sources disagree about an area.
    pub(crate) fn is_disputed(&self, area: AreaId) -> bool {
        self.disputed.binary_search(&area).is_ok()
    }
}

/// For each role what it holds in teams. Of more teams than the answers of which fit a budget, in
/// the first ones.
fn in_teams(ladder: &Ladder) -> Vec<Vec<(TeamId, Holding)>> {
    const ANSWERS: usize = 400_000;
    let mut in_teams = vec![Vec::new(); ladder.roles.len()];
    let fitting = ANSWERS / ladder.areas.len().max(1);
    let teams = ladder.team_ids().filter(|team| team.index() < fitting);
    for team in teams {
        for (role, holdings) in ladder.holdings_in(ladder.team(team)) {
            let of_role: &mut Vec<(TeamId, Holding)> = &mut in_teams[role.index()];
            of_role.extend(holdings.into_iter().map(|holding| (team, holding)));
        }
    }
    in_teams
}

/// For each source the documents that name it, by path.
fn citing(ladder: &Ladder) -> Vec<Vec<DocumentId>> {
    let mut citing: Vec<Vec<DocumentId>> = vec![Vec::new(); ladder.sources.len()];
    for (id, cited) in ladder.cited.pairs() {
        let claims = ladder.claim_sources(ladder.subjects[id]);
        for source in cited.iter().copied().chain(claims).map(SourceId::index) {
            if citing[source].last() != Some(&id) {
                citing[source].push(id);
            }
        }
    }
    citing
}
