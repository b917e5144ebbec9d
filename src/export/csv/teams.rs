//! Tables about teams, and of what no role owns.

use super::{CELLS, Table, names};
use crate::ladder::TeamId;
use crate::page::Desk;
use crate::phrase::Phrase;
use crate::words::{Key, key};

/// Who holds what in a team: every area with the reason, and beside it what the model says that the
/// team follows.
pub fn team_csv(phrase: Phrase<'_>, id: TeamId) -> String {
    let ladder = phrase.ladder;
    let team = ladder.team(id);
    let followed = team.follows.map(|(model, _)| &ladder.model(model).title);
    let mut table = Table::default();
    table.row([
        phrase.words.get(key!("category")),
        phrase.words.get(key!("area")),
        &team.title,
        phrase.words.get(key!("csv_why")),
        followed.map_or(phrase.words.get(key!("owner_default")), |title| title),
        phrase.words.get(key!("csv_departs")),
    ]);
    for area in ladder.area_ids() {
        let [category, title] = names(phrase.ladder, area);
        let answer = ladder.team_answer(id, area);
        let departs = answer.departs();
        let why = phrase.reason(&answer.reason);
        table.row([
            category.as_str(),
            &title,
            &phrase.answer(&answer),
            &why,
            &phrase.answer(&ladder.followed_answer(id, area)),
            phrase.words.get(if departs {
                key!("csv_yes")
            } else {
                key!("csv_no")
            }),
        ]);
    }
    table.0
}

/// Where all teams depart from their models, with the reasons. Over the limit there are no more
/// teams.
pub fn departures_csv(phrase: Phrase<'_>) -> String {
    let ladder = phrase.ladder;
    let mut table = headed(
        phrase,
        &[
            key!("team"),
            key!("category"),
            key!("area"),
            key!("who"),
            key!("csv_why"),
            key!("by_the_model"),
            key!("csv_moves"),
        ],
    );
    let mut rows = 0;
    for id in ladder.team_ids() {
        for departure in ladder.departures(id) {
            let [category, title] = names(ladder, departure.area);
            table.row([
                ladder.team(id).title.as_str(),
                &category,
                &title,
                &phrase.answer(&departure.here),
                &phrase.reason(&departure.here.reason),
                &phrase.answer(&departure.model),
                yes_or_no(phrase, departure.moves),
            ]);
            rows += 1;
        }
        if rows * 7 > CELLS {
            break;
        }
    }
    table.0
}

/// What each role holds in each team.
pub fn in_teams_csv(desk: &Desk<'_>) -> String {
    let (phrase, ladder) = (desk.phrase, desk.ladder);
    let mut table = headed(
        phrase,
        &[
            key!("role"),
            key!("team"),
            key!("category"),
            key!("area"),
            key!("csv_part"),
            key!("csv_when"),
            key!("who"),
            key!("csv_why"),
        ],
    );
    for (role, holdings) in ladder.role_ids().zip(&desk.plan.uses.in_teams) {
        for (team, holding) in holdings {
            let [category, title] = names(ladder, holding.area);
            let answer = ladder.team_answer(*team, holding.area);
            table.row([
                ladder.role(role).title.as_str(),
                &ladder.team(*team).title,
                &category,
                &title,
                phrase.part_of_role(holding.part),
                holding.when.as_deref().unwrap_or_default(),
                &phrase.answer(&answer),
                &phrase.reason(&answer.reason),
            ]);
        }
    }
    table.0
}

/// The areas that no role owns under any model.
pub fn ownerless_csv(desk: &Desk<'_>) -> String {
    let (phrase, ladder) = (desk.phrase, desk.ladder);
    let mut table = headed(
        phrase,
        &[key!("category"), key!("area"), key!("by_default")],
    );
    for area in desk.plan.uses.ownerless() {
        let [category, title] = names(ladder, *area);
        table.row([
            category.as_str(),
            &title,
            &phrase.answer(&ladder.default_answer(*area)),
        ]);
    }
    table.0
}

fn headed(phrase: Phrase<'_>, heads: &[Key]) -> Table {
    let mut table = Table::default();
    table.row(heads.iter().map(|key| phrase.words.get(*key)));
    table
}

fn yes_or_no(phrase: Phrase<'_>, yes: bool) -> &str {
    phrase
        .words
        .get(if yes { key!("csv_yes") } else { key!("csv_no") })
}
