//! The card of a feed, a folder or a section.

use crate::app::cards::Card;
use crate::app::commands::told;
use crate::app::effect::Effect;
use crate::app::model::{Model, Overlay};
use crate::app::section::Section;
use crate::app::sources::Feed;
use crate::text::masked;

/// A card of what is under the cursor.
pub fn card(model: &mut Model, section: &Section) -> Vec<Effect> {
    let title = model.shelf.sources.name_of(section);
    let lines = match section {
        Section::Feed(url) => match model.shelf.sources.feed(url) {
            Some(feed) => feed_lines(feed),
            None => return told(model, "this feed is followed no longer"),
        },
        Section::Folder(path) => {
            let feeds = model.shelf.sources.feeds_of(section);
            let unread = model.shelf.sources.holdings.in_folders.get(path).copied().unwrap_or_default();
            let mut lines =
                vec![("feeds".to_owned(), feeds.len().to_string()), ("unread".to_owned(), unread.to_string())];
            let failing = feeds.iter().filter_map(|feed| Some((feed.title.clone(), feed.trouble.clone()?)));
            lines.extend(failing.take(20).map(|(title, trouble)| ("failed".to_owned(), format!("{title}: {trouble}"))));
            lines
        }
        other => vec![(
            "holds".to_owned(),
            Some(other.query()).filter(|query| !query.is_empty()).unwrap_or("everything".into()),
        )],
    };
    model.overlay = Some(Overlay::Card(Card { title, lines, top: 0 }));
    Vec::new()
}

fn feed_lines(feed: &Feed) -> Vec<(String, String)> {
    let day = |moment: &Option<String>| {
        moment.as_deref().map_or("never".to_owned(), |moment| moment.replace('T', " ").replace('Z', " UTC"))
    };
    let mut lines = vec![("address".to_owned(), masked(&feed.url).into_owned())];
    lines.extend(feed.link.iter().map(|link| ("page".to_owned(), link.clone())));
    lines.push(("folder".to_owned(), if feed.folder.is_empty() { "none".into() } else { feed.folder.join(" / ") }));
    lines.push(("unread".to_owned(), feed.unread.to_string()));
    lines.push(("last asked".to_owned(), day(&feed.fetched)));
    if let Some(trouble) = &feed.trouble {
        let times = if feed.failures > 1 { format!(" ({} times in a row)", feed.failures) } else { String::new() };
        lines.push(("trouble".to_owned(), format!("{trouble}{times}")));
    }
    lines.push(("due again".to_owned(), feed.due.as_ref().map_or("now".to_owned(), |due| day(&Some(due.clone())))));
    let interval = feed.interval.map_or("as all feeds".to_owned(), |minutes| format!("{minutes} minutes"));
    lines.push(("interval".to_owned(), interval));
    lines.push(("full texts".to_owned(), if feed.full { "always fetched" } else { "as the feed gives them" }.into()));
    if !feed.tags.is_empty() {
        lines.push(("tags".to_owned(), feed.tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")));
    }
    lines
}
