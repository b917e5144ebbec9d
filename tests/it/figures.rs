//! The table of goals in `docs/figures.md`: every row says what was asked, what was reached, and how to measure it again, by a program
//! that is there. What a program is told is not looked at: it says so itself when it is told wrong.

use std::fs;
use std::path::Path;

#[test]
fn every_figure_can_be_measured_again() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(top.join("docs/figures.md")).expect("it is there");
    let rows = text
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"))
        .map(|line| line.split(" | ").collect::<Vec<&str>>())
        .filter(|cells| cells[0] != "goal");
    let (mut measured, mut wrong) = (0, Vec::new());
    for cells in rows {
        let &[goal, asked, reached, again] = &cells[..] else {
            wrong.push(format!("{}: not four cells", cells[0]));
            continue;
        };
        if [goal, asked, reached, again].contains(&"") {
            wrong.push(format!("{goal}: an empty cell"));
        }
        for command in again.split('`').skip(1).step_by(2) {
            let mut words = command.split(' ').skip_while(|word| word.contains('='));
            let program = words.next().unwrap_or_default();
            let is_ours = !["cargo", "node"].contains(&program);
            if is_ours && !top.join(program).is_file() {
                wrong.push(format!("{goal}: there is no {program}"));
            }
            measured += 1;
        }
    }
    assert!(measured > 30, "{measured} commands");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
