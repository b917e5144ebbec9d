//! Whether the machine lets us use the memory that a project needs. A failed allocation ends the
//! program on the spot, so the need is estimated from the sizes of the files while they are opened,
//! and compared with what is allowed before each one is read.

#![expect(
    clippy::disallowed_methods,
    reason = "the limits of a control group are told by files"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rustix::process::{Resource, getrlimit};

use super::allowance::{Allowance, SetBy, Texts, signs};
use super::error::LoadError;

/// What the system allows; none where there is no limit.
pub fn allowed() -> Option<Allowance> {
    let address_space = getrlimit(Resource::As).current.map(|bytes| Allowance {
        bytes,
        set_by: SetBy::AddressSpace,
    });
    let control_group = control_group().map(|bytes| Allowance {
        bytes,
        set_by: SetBy::ControlGroup,
    });
    address_space
        .into_iter()
        .chain(control_group)
        .min_by_key(|allowance| allowance.bytes)
}

/// What the caller allows, else the system.
pub(super) fn allowance(caller: Option<u64>) -> Option<Allowance> {
    match caller {
        Some(bytes) => Some(Allowance {
            bytes,
            set_by: SetBy::Caller,
        }),
        None => allowed(),
    }
}

/// The lowest limit of the control groups that this process is in.
fn control_group() -> Option<u64> {
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok()?;
    let mut lowest: Option<u64> = None;
    for file in limit_files(&groups) {
        let limit = std::fs::read_to_string(file)
            .ok()
            .and_then(|text| limit(&text));
        lowest = lowest.into_iter().chain(limit).min();
    }
    lowest
}

/// The files that may hold a limit, for each group and those around it: version 2 (`0::/a/b`) and
/// version 1 (`4:memory:/a/b`).
fn limit_files(groups: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut fields = line.splitn(3, ':');
        let (Some(_), Some(controllers), Some(group)) =
            (fields.next(), fields.next(), fields.next())
        else {
            continue;
        };
        let (base, name) = match controllers {
            "" => ("/sys/fs/cgroup", "memory.max"),
            "memory" => ("/sys/fs/cgroup/memory", "memory.limit_in_bytes"),
            _ => continue,
        };
        // In a container the group's path may be that of the host, where only the base is visible.
        let group = Path::new(group.trim_start_matches('/'));
        files.extend(
            group
                .ancestors()
                .map(|group| Path::new(base).join(group).join(name)),
        );
    }
    files
}

/// A limit as the kernel writes it; version 1 writes a number near 2⁶³ for none.
fn limit(text: &str) -> Option<u64> {
    const NO_LIMIT: u64 = 1 << 60;
    text.trim()
        .parse()
        .ok()
        .filter(|limit| *limit < NO_LIMIT && *limit > 0)
}

/// The memory that reading may use up, shared by the threads.
pub(super) struct Budget {
    allowance: Option<Allowance>,
    files: u64,
    /// As many texts are in hand at once.
    threads: usize,
    drawn: Mutex<Drawn>,
}

#[derive(Default)]
struct Drawn {
    texts: Texts,
    /// The signs of the texts that have most.
    most: BinaryHeap<Reverse<u64>>,
}

impl Budget {
    pub(super) fn new(allowance: Option<Allowance>, files: usize) -> Budget {
        Budget {
            allowance,
            files: u64::try_from(files).unwrap_or(u64::MAX),
            threads: rayon::current_num_threads(),
            drawn: Mutex::default(),
        }
    }

    pub(super) fn unlimited() -> Budget {
        Budget::new(None, 0)
    }

    /// Counts a text of `len` bytes; whether it may be read.
    pub(super) fn draw(&self, len: u64) -> bool {
        let Some(allowance) = self.allowance else {
            return true;
        };
        self.drawn.lock().is_ok_and(|mut drawn| {
            drawn.texts.lengthen(len);
            allowance.need(self.files, drawn.texts) <= allowance.bytes
        })
    }

    /// Counts what is in a text that was read.
    pub(super) fn weigh(&self, text: &[u8]) {
        if self.allowance.is_none() {
            return;
        }
        let signs = signs(text);
        let Ok(mut drawn) = self.drawn.lock() else {
            return;
        };
        drawn.most.push(Reverse(signs));
        let mut lightest = 0;
        if drawn.most.len() > self.threads
            && let Some(Reverse(least)) = drawn.most.pop()
        {
            lightest = least;
        }
        drawn.texts.weigh_in(signs, lightest);
    }

    /// The error, where more was drawn than is allowed.
    pub(super) fn overdrawn(&self) -> Option<LoadError> {
        let allowance = self.allowance?;
        let texts = self.drawn.lock().ok()?.texts;
        let need = allowance.need(self.files, texts);
        (need > allowance.bytes).then_some(LoadError::Memory { need, allowance })
    }
}

#[cfg(test)]
mod tests {
    use super::super::allowance::{Allowance, PIECE, SetBy, Texts, need};
    use super::{Budget, limit, limit_files};

    #[test]
    fn a_limit_on_addresses_leaves_room_for_a_piece_more() {
        let text = 1000;
        let may_read = |set_by, bytes| {
            let budget = Budget::new(Some(Allowance { bytes, set_by }), 1);
            assert_eq!(budget.draw(text), budget.overdrawn().is_none());
            budget.overdrawn().is_none()
        };
        let texts = Texts {
            bytes: text,
            ..Texts::default()
        };
        let need = need(1, texts);
        for set_by in [SetBy::ControlGroup, SetBy::Caller] {
            assert!(may_read(set_by, need));
            assert!(!may_read(set_by, need - 1));
        }
        assert!(may_read(SetBy::AddressSpace, need + PIECE));
        assert!(!may_read(SetBy::AddressSpace, need + PIECE - 1));
    }

    #[test]
    fn limits_of_control_groups_are_found() {
        let files: Vec<String> = limit_files("4:memory:/a/b\n3:cpuset:/\n0::/c\n")
            .iter()
            .map(|file| file.display().to_string())
            .collect();
        assert_eq!(
            files,
            [
                "/sys/fs/cgroup/memory/a/b/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/a/memory.limit_in_bytes",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes",
                "/sys/fs/cgroup/c/memory.max",
                "/sys/fs/cgroup/memory.max",
            ]
        );
        assert_eq!(limit("max\n"), None);
        assert_eq!(limit("268435456\n"), Some(268_435_456));
        assert_eq!(limit("9223372036854771712\n"), None);
    }
}
