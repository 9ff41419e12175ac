//! People as feeds write them: `me@example.org (Name)`, `Name <me@example.org>`, or an element with parts.

use super::model::Person;
use super::plain::line;
use super::tree::Element;

/// Reads the element of a person.
pub fn person(element: Element<'_>) -> Option<Person> {
    let part = |name: &str| element.child(name).map(|child| line(&child.text())).filter(|text| !text.is_empty());
    if element.has_children() {
        let (name, email) = (part("name").or_else(|| part("title")), part("email"));
        if name.is_some() || email.is_some() {
            let mut person = name.as_deref().and_then(written_person).unwrap_or_default();
            person.email = email.or(person.email);
            return Some(person);
        }
        // RSS 1.1 and FOAF hide the name one level further down.
        if let Some(inner) = element.children().find(|child| child.child("name").is_some()) {
            return person_of_children(inner);
        }
    }
    written_person(&element.text())
}

fn person_of_children(element: Element<'_>) -> Option<Person> {
    written_person(&element.child("name")?.text())
}

/// Reads a person out of one line of text.
pub fn written_person(text: &str) -> Option<Person> {
    let text = line(text);
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let Some(email) = text.split(|c: char| c.is_whitespace() || "()<>[]\",;".contains(c)).find(|word| is_email(word))
    else {
        return Some(Person { name: Some(text.to_owned()), email: None });
    };
    let rest = text.replacen(email, "", 1).replace("mailto:", "");
    let name = rest.trim_matches(|c: char| c.is_whitespace() || "()<>[]\",;:-–".contains(c));
    let email = email.trim_start_matches("mailto:");
    let email = email.split('?').next().unwrap_or(email);
    Some(Person { name: (!name.is_empty()).then(|| name.to_owned()), email: Some(email.to_owned()) })
}

fn is_email(word: &str) -> bool {
    let word = word.trim_start_matches("mailto:");
    word.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.starts_with('.') && !host.contains(['@', '/'])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written() {
        for (text, name, email) in [
            ("Jane Doe", Some("Jane Doe"), None),
            ("jane@example.org", None, Some("jane@example.org")),
            ("jane@example.org (Jane Doe)", Some("Jane Doe"), Some("jane@example.org")),
            ("Jane Doe <jane@example.org>", Some("Jane Doe"), Some("jane@example.org")),
            ("\"Doe, Jane\" jane+x@example.org", Some("Doe, Jane"), Some("jane+x@example.org")),
            ("mailto:jane@example.org?subject=x", None, Some("jane@example.org")),
            ("@jane", Some("@jane"), None),
            ("Jane (Berlin)", Some("Jane (Berlin)"), None),
        ] {
            let found = written_person(text).unwrap();
            assert_eq!((found.name.as_deref(), found.email.as_deref()), (name, email), "{text}");
        }
        assert_eq!(written_person("  "), None);
    }
}
