//! Old addresses of what was renamed lead to where it is now.

use ladderbook::source::SourceTree;

use crate::whole::{prepared, with_site};

/// Each address that leads elsewhere, and where.
fn redirects(settings: &str) -> Vec<String> {
    let tree = SourceTree::fixture(&format!(
        "//- book.toml\n[book]\ntitle = \"T\"\n{settings}\
         //- content/roles/lead.md\n---\ntitle: Lead\naliases: [roles/zeus, /roles/boss.html, guides/lead]\nowns: [work]\n---\n\
         //- content/roles/manager.md\n---\ntitle: Manager\n---\n\
         //- content/roles/expert.md\n---\ntitle: Expert\n---\n\
         //- content/areas/work.md\n---\ntitle: Work\n---\n\
         //- content/models/new.md\n---\ntitle: New\naliases: [models/old]\nowners:\n  work: Lead\n---\n\
         //- content/models/other.md\n---\ntitle: Other\nowners:\n  work: Manager\n---\n"
    ));
    with_site(&prepared(&tree), |site| {
        let redirects = site.plan.redirects.iter();
        redirects
            .map(|redirect| {
                let title = site.desk("").title(redirect.target);
                format!("{} -> {title}", redirect.path)
            })
            .collect()
    })
}

#[test]
fn comparisons_are_found_under_the_former_name() {
    assert_eq!(
        redirects(""),
        [
            "compare/boss-vs-expert.html -> Expert vs Lead",
            "compare/expert-vs-zeus.html -> Expert vs Lead",
            "guides/lead.html -> Lead",
            "models/old-vs-other.html -> From “New” to “Other”",
            "models/old.html -> New",
            "models/other-vs-old.html -> From “Other” to “New”",
            "roles/boss.html -> Lead",
            "roles/zeus.html -> Lead",
        ]
    );
    let folders = redirects("[build]\npage-style = \"folder\"\n");
    assert!(
        folders.contains(&"compare/expert-vs-zeus/index.html -> Expert vs Lead".to_owned()),
        "{folders:?}"
    );
}
