//! Two publishes at once.

use super::*;

/// Holds the lock as another process would.
fn take_lock(scratch: &Scratch, text: &str) -> fs::File {
    let file = fs::File::create(scratch.write(".site.lock", text)).unwrap();
    file.try_lock().unwrap();
    fs::write(scratch.path(".site.lock"), text).unwrap();
    file
}

#[test]
fn the_second_publish_gives_up_and_says_who_holds_the_lock() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let lock = take_lock(&scratch, "4711\n");
    let before = scratch.tree("");
    let site = Site::new(&[("new", "new")]);
    let try_it = || {
        let destination = scratch
            .destination()
            .with_patience(Duration::from_millis(50));
        publish(&destination, &site, None, &AtomicBool::new(false))
    };
    let message = scratch.message(&try_it().unwrap_err());
    expect!["the output folder is in use by pid 4711, which holds `$/.site.lock`"]
        .assert_eq(&message);
    fs::write(scratch.path(".site.lock"), "half writ").unwrap();
    let message = scratch.message(&try_it().unwrap_err());
    expect!["the output folder is in use by another process, which holds `$/.site.lock`"]
        .assert_eq(&message);
    fs::write(scratch.path(".site.lock"), "4711\n").unwrap();
    assert_eq!(scratch.tree(""), before);
    assert_eq!(
        site.asked[0].load(Ordering::Relaxed),
        0,
        "nothing was rendered in vain"
    );

    drop(lock);
    assert_eq!(try_it().unwrap().written, 1);
}

#[test]
fn a_publish_waits_for_the_one_before() {
    let scratch = Scratch::new();
    let lock = take_lock(&scratch, "4711\n");
    std::thread::scope(|scope| {
        let second = scope.spawn(|| scratch.publish(&Site::new(OLD)));
        std::thread::sleep(Duration::from_millis(100));
        assert!(!scratch.path("site").exists());
        drop(lock);
        assert_eq!(second.join().unwrap().written, 3);
    });
    assert!(!scratch.path(".site.lock").exists());
}

#[test]
fn waiting_for_the_lock_can_be_stopped() {
    let scratch = Scratch::new();
    let _lock = take_lock(&scratch, "4711\n");
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| publish(&scratch.destination(), &Site::new(OLD), None, &stop));
        stop.store(true, Ordering::Relaxed);
        assert!(matches!(second.join().unwrap(), Err(PublishError::Stopped)));
    });
}

#[test]
fn the_lock_file_of_a_dead_process_blocks_nobody() {
    let scratch = Scratch::new();
    scratch.write(".site.lock", "4711\n");
    let destination = scratch.destination().with_patience(Duration::ZERO);
    publish(&destination, &Site::new(OLD), None, &AtomicBool::new(false)).unwrap();
    assert!(!scratch.path(".site.lock").exists());
}

/// A site of one file that notices company.
struct Alone<'a> {
    inside: &'a AtomicUsize,
    path: [String; 1],
}

impl Files for Alone<'_> {
    type Error = String;

    fn paths(&self) -> &[String] {
        &self.path
    }

    fn contents(&self, _: usize) -> Result<Contents<'_>, String> {
        if self.inside.fetch_add(1, Ordering::SeqCst) != 0 {
            return Err("two publishes at once".to_owned());
        }
        std::thread::sleep(Duration::from_millis(1));
        self.inside.fetch_sub(1, Ordering::SeqCst);
        Ok(Contents::Bytes(Cow::Borrowed(b"x")))
    }
}

/// Everybody removes the lock file at the end, and somebody else may just have opened it.
#[test]
fn many_at_once_take_turns() {
    let scratch = Scratch::new();
    let inside = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for thread in 0..6 {
            let (scratch, inside) = (&scratch, &inside);
            scope.spawn(move || {
                for round in 0..6 {
                    let site = Alone {
                        inside,
                        path: [format!("{thread}-{round}")],
                    };
                    let destination = scratch.destination().with_patience(Duration::MAX);
                    publish(&destination, &site, None, &AtomicBool::new(false)).unwrap();
                }
            });
        }
    });
    let left: Vec<_> = fs::read_dir(&scratch.0)
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, ["site"]);
    assert_eq!(fs::read_dir(scratch.path("site")).unwrap().count(), 2);
}

/// Somebody may open the lock file just before its owner removes it, and then lock a file without a name.
#[test]
fn a_lock_on_a_removed_file_counts_for_nothing() {
    let scratch = Scratch::new();
    let inside = AtomicUsize::new(0);
    let done = AtomicBool::new(false);
    let path = scratch.path(".site.lock");
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Another process that publishes all the time.
            while !done.load(Ordering::Relaxed) {
                let mut options = fs::File::options();
                let Ok(file) = options.read(true).write(true).create(true).open(&path) else {
                    continue;
                };
                let is_named = || fs::metadata(&path).is_ok_and(|at| at.ino() == inode_of(&file));
                if file.try_lock().is_ok() && is_named() {
                    assert_eq!(inside.fetch_add(1, Ordering::SeqCst), 0);
                    inside.fetch_sub(1, Ordering::SeqCst);
                    fs::remove_file(&path).unwrap();
                }
            }
        });
        for round in 0..40 {
            let site = Alone {
                inside: &inside,
                path: [format!("{round}")],
            };
            let destination = scratch.destination().with_patience(Duration::MAX);
            let published = publish(&destination, &site, None, &AtomicBool::new(false));
            if published.is_err() {
                done.store(true, Ordering::Relaxed);
            }
            published.unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

fn inode_of(file: &fs::File) -> u64 {
    file.metadata().unwrap().ino()
}

#[test]
fn a_file_of_the_name_that_is_no_lock_is_kept() {
    let scratch = Scratch::new();
    scratch.publish(&Site::new(OLD));
    let before = scratch.tree("site");
    let refused = |what: &str| {
        let error = scratch
            .try_publish(&Site::new(&[("new", "new")]))
            .unwrap_err();
        assert_eq!(
            scratch.message(&error),
            "`$/.site.lock` is in the way and nothing proves that ladderbook made it; move it away",
            "{what}"
        );
        assert_eq!(scratch.tree("site"), before, "{what}");
    };
    for notes in ["my notes\n", "12345678901234567890\n"] {
        scratch.write(".site.lock", notes);
        refused(notes);
        assert_eq!(
            fs::read_to_string(scratch.path(".site.lock")).unwrap(),
            notes
        );
    }
    let number = scratch.write("number", "7\n");
    fs::remove_file(scratch.path(".site.lock")).unwrap();
    fs::hard_link(&number, scratch.path(".site.lock")).unwrap();
    refused("a second name of a file");
    assert_eq!(fs::read_to_string(&number).unwrap(), "7\n");
}
