//! `serve`: the preview, as a person at the terminal or an editor sees it.

use std::process::{Command, Stdio};

use super::common::{Common, Format};
use super::failure::Failure;
use super::project::Project;
use super::terminal::Terminal;
use crate::config::{self, SETTINGS};
use crate::diagnostic::print::{self, Reach};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load;
use crate::serve::{self, Event, News};
use crate::source::SourceTree;

/// Options of `serve`.
#[derive(clap::Args, Clone)]
pub(super) struct Options {
    /// Open the site in a browser.
    #[arg(long)]
    open: bool,

    /// The port, and no other; 0 takes a free one. Without it, 4000 or the next free one.
    #[arg(long, value_name = "N")]
    port: Option<u16>,

    /// The address to listen on; others in the network can reach the site then.
    #[arg(long, value_name = "ADDR")]
    host: Option<String>,

    /// A name under which this machine may be asked, besides localhost; may be repeated.
    #[arg(long, value_name = "NAME")]
    allowed_host: Vec<String>,

    /// Look at the files instead of waiting for the system to report changes.
    #[arg(long)]
    poll: bool,
}

/// Serves until it is ended from outside.
pub(super) fn serve(
    project: &Project,
    common: &Common,
    options: &Options,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    // A broken `book.toml` is no reason not to start: the defaults stand in, and the errors are shown in the browser.
    let settings = load::settings(&project.root).ok();
    let settings = settings.and_then(|tree| Some(config::parse(tree.get(SETTINGS)?).value.serve));
    common.check_theme()?;
    let host = options
        .host
        .clone()
        .or_else(|| settings.as_ref().map(|settings| settings.host.clone()));
    let configured = settings.as_ref().map_or(4000, |settings| settings.port);
    let chosen = serve::Options {
        host: host.unwrap_or_else(|| "127.0.0.1".to_owned()),
        port: options.port.unwrap_or(configured),
        exact_port: options.port.is_some(),
        allowed_hosts: options.allowed_host.clone(),
        poll: options.poll || settings.is_some_and(|settings| settings.poll),
        load: load::Options {
            theme: common.theme.clone(),
            memory: None,
        },
    };
    let mut teller = Teller {
        terminal,
        format: common.message_format,
        prefix: &project.shown,
        open: options.open,
        reach: common.reach(),
        known: Vec::new(),
        was_wrong: false,
    };
    serve::serve(&project.root, &chosen, &mut |event| teller.tell(event)).map_err(Failure::Machine)
}

/// Says what happens.
struct Teller<'a> {
    terminal: &'a mut Terminal,
    format: Format,
    prefix: &'a str,
    open: bool,
    reach: Reach,
    /// What was said already.
    known: Vec<Diagnostic>,
    /// Whether there were errors the last time.
    was_wrong: bool,
}

impl Teller<'_> {
    /// A terminal that is gone is no reason to end: the browser is still there.
    fn tell(&mut self, event: Event<'_>) {
        let _ = match event {
            Event::Listening { address, is_public } => self.listening(&address, is_public),
            Event::State(news) if self.format == Format::Json => {
                self.terminal.result(&state_line(&news, self.prefix))
            }
            Event::State(news) => self.state(&news),
            Event::Polling(reason) => self.terminal.say(&format!(
                "warning: {reason}; looking at the files several times a second instead\n"
            )),
        };
    }

    fn listening(&mut self, address: &str, is_public: bool) -> std::io::Result<()> {
        if is_public {
            self.terminal.say(&format!(
                "warning: everybody in the network can reach {address}; a name that is not of \
                 this machine needs `--allowed-host`\n"
            ))?;
        }
        if self.format == Format::Json {
            let address = serde_json::to_string(address).unwrap_or_default();
            let line = format!("{{\"event\":\"listening\",\"address\":{address}}}\n");
            self.terminal.result(&line)?;
        } else {
            self.terminal.result(&format!("Serving at {address}\n"))?;
        }
        if self.open
            && let Err(error) = open(address)
        {
            self.terminal
                .say(&format!("warning: no browser could be opened: {error}\n"))?;
        }
        Ok(())
    }

    fn state(&mut self, news: &News<'_>) -> std::io::Result<()> {
        let milliseconds = news.took.as_millis();
        if let Some(message) = news.unreadable {
            self.was_wrong = true;
            return self
                .terminal
                .error(&format!("{message}; the last good site stays"));
        }
        // What was said once is not said again at every save.
        let new: Vec<Diagnostic> = news
            .diagnostics
            .iter()
            .filter(|one| !self.known.iter().any(|known| is_like(known, one)))
            .cloned()
            .collect();
        if let Some(tree) = news.tree {
            self.print(&new, tree)?;
        }
        self.known = news.diagnostics.to_vec();
        let what = match news.changed {
            [] => "ready in".to_owned(),
            [one] => format!("{one} changed, taken up in"),
            [one, rest @ ..] => format!("{one} and {} more changed, taken up in", rest.len()),
        };
        let summary =
            print::summary(news.diagnostics, self.reach).map(|summary| format!("; {summary}"));
        let stays = match (news.is_shown, news.has_site) {
            (true, _) if self.was_wrong => "; all errors are mended",
            (true, _) => "",
            (false, true) => "; the last good site stays",
            (false, false) => "; there is no site to show yet",
        };
        self.was_wrong = !news.is_shown;
        let what = crate::diagnostic::shown(&what);
        let summary = summary.unwrap_or_default();
        self.terminal
            .say(&format!("{what} {milliseconds} ms{summary}{stays}\n"))
    }

    fn print(&mut self, diagnostics: &[Diagnostic], tree: &SourceTree) -> std::io::Result<()> {
        match self.format {
            Format::Human => {
                let look = print::Look {
                    color: self.terminal.color(),
                    width: super::terminal::width(),
                    reach: self.reach,
                };
                let text = print::terminal(diagnostics, tree, self.prefix, look);
                self.terminal.say(&text)
            }
            Format::Json => Ok(()),
            Format::Sarif => self
                .terminal
                .result(&print::sarif(diagnostics, tree, self.prefix)),
            Format::Github => self
                .terminal
                .result(&print::github(diagnostics, tree, self.prefix)),
        }
    }
}

/// Whether two diagnostics say the same of the same file, wherever in it.
fn is_like(one: &Diagnostic, other: &Diagnostic) -> bool {
    (one.code(), one.severity(), one.at().file(), one.message())
        == (
            other.code(),
            other.severity(),
            other.at().file(),
            other.message(),
        )
}

/// A state as one JSON object on one line.
fn state_line(news: &News<'_>, prefix: &str) -> String {
    let count = |severity: Severity| {
        let of_kind = news.diagnostics.iter();
        of_kind.filter(|one| one.severity() == severity).count()
    };
    let diagnostics = news
        .tree
        .map(|tree| print::json(news.diagnostics, tree, prefix))
        .unwrap_or_default();
    // Each diagnostic is one line, and no line end can be in it.
    let diagnostics: Vec<&str> = diagnostics.lines().collect();
    let head = serde_json::json!({
        "event": "state",
        "build": news.build,
        "milliseconds": u64::try_from(news.took.as_millis()).unwrap_or(u64::MAX),
        "changed": news.changed,
        "shown": news.is_shown,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "unreadable": news.unreadable,
    });
    let head = head.to_string();
    let head = head.trim_end_matches('}');
    format!("{head},\"diagnostics\":[{}]}}\n", diagnostics.join(","))
}

/// Opens an address by what the system has for it. The address is ours, and no shell reads it.
fn open(address: &str) -> std::io::Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    Command::new(program)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map(drop)
}
