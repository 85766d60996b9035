//! Names that become aliases: the same name always the same one.

/// Words of a name that are too short to tell anybody apart.
const SHORTEST_WORD: usize = 4;

#[derive(Default)]
pub(super) struct Aliases(Vec<Alias>);

struct Alias {
    alias: String,
    kind: &'static str,
    name: String,
    /// The name and its longer words, lower case, the longest first.
    forms: Vec<String>,
}

impl Aliases {
    /// Gives a name an alias; names that differ in case alone share one.
    pub(super) fn add(&mut self, kind: &'static str, name: &str) {
        let name = name.trim();
        let is_known = self.0.iter().any(|alias| alias.forms.first() == Some(&name.to_lowercase()));
        if name.is_empty() || is_known {
            return;
        }
        let number = self.0.iter().filter(|alias| alias.kind == kind).count();
        let mut forms = vec![name.to_lowercase()];
        if kind == "Customer" {
            let words = name.split(|c: char| !c.is_alphanumeric());
            forms.extend(words.filter(|word| word.chars().count() >= SHORTEST_WORD).map(str::to_lowercase));
        }
        forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        forms.dedup();
        self.0.push(Alias {
            alias: format!("{kind}-{}", letters(number)),
            kind,
            name: name.to_owned(),
            forms,
        });
    }

    /// A line without names, addresses and e-mail addresses.
    pub(super) fn replace(&self, line: &str) -> String {
        let mut forms: Vec<(&str, &str)> = self
            .0
            .iter()
            .flat_map(|alias| alias.forms.iter().map(|form| (form.as_str(), alias.alias.as_str())))
            .collect();
        forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        without_addresses(&replaced(line, &forms))
    }

    /// Alias and name, for the person at this desk alone.
    pub(super) fn legend(&self) -> Vec<(String, String)> {
        self.0.iter().map(|alias| (alias.alias.clone(), alias.name.clone())).collect()
    }
}

/// A, B, … Z, AA, AB, …
fn letters(mut number: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(number % 26).unwrap_or_default()));
        if number < 26 {
            break;
        }
        number = number / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// In one pass, so that no alias is taken for a name. Whole words only: a name
/// that is part of an id stays part of it. `forms` begins with the longest.
fn replaced(line: &str, forms: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(line.len());
    let (mut at, mut before) = (0, None::<char>);
    while let Some(letter) = line[at..].chars().next() {
        let begins_a_word = !before.is_some_and(char::is_alphanumeric);
        let found = forms.iter().filter(|_| begins_a_word).find_map(|(form, alias)| {
            let length = beginning_of(&line[at..], form)?;
            let after = line[at + length..].chars().next();
            (!after.is_some_and(char::is_alphanumeric)).then_some((length, *alias))
        });
        let (length, text) = found.unwrap_or((letter.len_utf8(), &line[at..at + letter.len_utf8()]));
        before = line[at..at + length].chars().next_back();
        out.push_str(text);
        at += length;
    }
    out
}

/// How much of `text` spells `form`, which is lower case; by characters, since a
/// letter's lower case may be longer than the letter.
fn beginning_of(text: &str, form: &str) -> Option<usize> {
    let mut wanted = form.chars();
    for (at, letter) in text.char_indices() {
        if wanted.as_str().is_empty() {
            return Some(at);
        }
        if !letter.to_lowercase().all(|one| wanted.next() == Some(one)) {
            return None;
        }
    }
    wanted.as_str().is_empty().then_some(text.len())
}

fn without_addresses(line: &str) -> String {
    let is_address = |word: &str| word.contains("://") || (word.contains('@') && word.contains('.'));
    // A capability such as aws.OnOff@1.0 is no e-mail address.
    let is_capability = |word: &str| word.starts_with("aws.");
    line.split(' ')
        .map(|word| if is_address(word) && !is_capability(word) { "[address]" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases() -> Aliases {
        let mut aliases = Aliases::default();
        aliases.add("Customer", "Miller Flat 3");
        aliases.add("Customer", "Müller, Flat 3");
        aliases.add("Device", "Anna's lamp");
        aliases
    }

    #[test]
    fn a_name_becomes_its_alias_whole_in_part_and_in_any_case() {
        let aliases = aliases();
        assert_eq!(aliases.replace("name MILLER FLAT 3 failed"), "name Customer-A failed");
        assert_eq!(aliases.replace("no reply from miller, again"), "no reply from Customer-A, again");
        assert_eq!(aliases.replace("MÜLLER, FLAT 3"), "Customer-B");
        assert_eq!(aliases.replace("Anna's lamp is off"), "Device-A is off");
    }

    #[test]
    fn ids_stay_and_addresses_do_not() {
        let aliases = aliases();
        let line = "id 0millerflat9 request 4f-11 aws.OnOff@1.0";
        assert_eq!(aliases.replace(line), line);
        assert_eq!(
            aliases.replace("see https://x.example/?code=1 or a@b.example"),
            "see [address] or [address]"
        );
    }

    #[test]
    fn the_same_name_keeps_its_alias_and_the_27th_has_two_letters() {
        let mut aliases = Aliases::default();
        for number in 0..28 {
            aliases.add("Device", &format!("lamp {number}"));
            aliases.add("Device", &format!("LAMP {number}"));
        }
        let legend = aliases.legend();
        assert_eq!(legend.len(), 28);
        assert_eq!((legend[25].0.as_str(), legend[26].0.as_str()), ("Device-Z", "Device-AA"));
    }

    #[test]
    fn nothing_typed_for_a_name_can_break_a_line() {
        let mut aliases = Aliases::default();
        for name in ["", "  ", "İstanbul", "ß", "...", "a"] {
            aliases.add("Customer", name);
        }
        assert_eq!(aliases.replace("İSTANBUL ..."), "Customer-A Customer-C");
    }
}
