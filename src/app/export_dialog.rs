//! The export dialog: format, scope and path, with a preview and the command line that does the same.

use crate::app::effect::{Order, Ticket};
use crate::app::field::Field;
use crate::text::{ArticleId, Destination, ExportOrder, FormatRow};
use std::path::PathBuf;

/// An export being ordered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportDialog {
    /// The formats there are.
    pub formats: Vec<FormatRow>,
    /// Which is chosen.
    pub format: usize,
    /// Which notes.
    pub scope: Scope,
    /// The article open, if any, for its scope.
    pub article: Option<ArticleId>,
    /// The filter in force, for its scope.
    pub filter: String,
    /// How many notes were selected, where the filter names them one by one; else 0.
    pub selected: usize,
    /// Where to.
    pub path: Field,
    /// True once the reader has written the path.
    pub path_typed: bool,
    /// Which of the rows has the cursor.
    pub focus: Row,
    /// True when a file of that name may be replaced.
    pub force: bool,
    /// The newest request for a preview.
    pub asked: Ticket,
    /// What would be written, or why not.
    pub preview: Result<String, String>,
    /// First line of the preview in view.
    pub top: usize,
}

/// Which notes are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those of the article open.
    Article,
    /// Those the filter lets through.
    Filter,
    /// All.
    Library,
}

/// The rows of the dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// The format.
    Format,
    /// Which notes.
    Scope,
    /// Where to.
    Path,
}

impl Row {
    const ALL: [Self; 3] = [Self::Format, Self::Scope, Self::Path];

    /// The next row, or the one before.
    pub fn turn(self, back: bool) -> Self {
        let at = Self::ALL.iter().position(|row| *row == self).unwrap_or(0);
        Self::ALL.get((at + if back { 2 } else { 1 }) % 3).copied().unwrap_or(self)
    }
}

impl ExportDialog {
    /// A dialog on its first format.
    pub fn new(formats: Vec<FormatRow>, article: Option<ArticleId>, filter: &str) -> Self {
        let scope = if article.is_some() { Scope::Article } else { Scope::Library };
        let mut dialog = Self {
            formats,
            format: 0,
            scope,
            article,
            filter: filter.trim().to_owned(),
            selected: 0,
            path: Field::default(),
            path_typed: false,
            focus: Row::Format,
            force: false,
            asked: 0,
            preview: Ok(String::new()),
            top: 0,
        };
        dialog.suggest_path();
        dialog
    }

    /// The name of the format chosen.
    pub fn format_name(&self) -> &'static str {
        self.formats.get(self.format).map_or("markdown", |format| format.name)
    }

    fn suggest_path(&mut self) {
        if !self.path_typed {
            let ending = self.formats.get(self.format).map_or("md", |format| format.ending);
            self.path = Field::new(&format!("notes.{ending}"));
        }
    }

    /// Steps through the formats or scopes.
    pub fn step(&mut self, back: bool) {
        match self.focus {
            Row::Format => {
                let count = self.formats.len().max(1);
                self.format = (self.format + if back { count - 1 } else { 1 }) % count;
                self.suggest_path();
            }
            Row::Scope => {
                let scopes = self.scopes();
                let at = scopes.iter().position(|scope| *scope == self.scope).unwrap_or(0);
                let next = (at + if back { scopes.len() - 1 } else { 1 }) % scopes.len().max(1);
                self.scope = scopes.get(next).copied().unwrap_or(self.scope);
            }
            Row::Path => {}
        }
    }

    fn scopes(&self) -> Vec<Scope> {
        let mut scopes = Vec::new();
        if self.article.is_some() {
            scopes.push(Scope::Article);
        }
        if !self.filter.is_empty() {
            scopes.push(Scope::Filter);
        }
        scopes.push(Scope::Library);
        scopes
    }

    /// The scope as a query.
    pub fn query(&self) -> String {
        match (self.scope, &self.article) {
            (Scope::Article, Some(article)) => format!("article:{article}"),
            (Scope::Filter, _) => self.filter.clone(),
            _ => String::new(),
        }
    }

    /// What is asked of the outside: a preview, or the files.
    pub fn order(&self, ticket: Ticket, write: bool) -> Order {
        let to = match write {
            true => Destination::Path(PathBuf::from(self.path.text().trim())),
            false => Destination::Preview,
        };
        let (format, query) = (self.format_name().to_owned(), self.query());
        Order { ticket, what: ExportOrder { format, query, to, force: self.force, template: None } }
    }

    /// The command line that does the same.
    pub fn command_line(&self) -> String {
        let query = self.query();
        let query = if query.is_empty() { String::new() } else { format!(" {}", quoted(&query)) };
        let force = if self.force { " --force" } else { "" };
        format!(
            "dateline export{query} --format {} --output {}{force}",
            self.format_name(),
            quoted(self.path.text().trim())
        )
    }
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,~".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &'static str, ending: &'static str) -> FormatRow {
        FormatRow { name, ending, summary: "" }
    }

    #[test]
    fn the_command_line_says_what_the_dialog_does() {
        let mut dialog =
            ExportDialog::new(vec![offer("markdown", "md"), offer("json", "json")], Some(ArticleId("0192".into())), "");
        assert_eq!(dialog.command_line(), "dateline export article:0192 --format markdown --output notes.md");
        dialog.step(false);
        dialog.focus = Row::Scope;
        dialog.step(false);
        dialog.path = Field::new("it's here.json");
        assert_eq!(dialog.command_line(), r"dateline export --format json --output 'it'\''s here.json'");
    }
}
