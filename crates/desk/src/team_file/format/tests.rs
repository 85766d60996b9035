//! What is read, what is refused and in which line, and that what is written is
//! read again.

use super::*;

const WHOLE: &str = r#"{
  "linkwright": 1,
  "company": "Northgate Smart Homes",
  "telephone": "+44 20 7946 0000",
  "namePattern": "{job}-{customer}",
  "messages": { "first": "Hello: [sign-in address]", "reconnect": "" },
  "awsAccounts": [
    {
      "name": "ACME Prod",
      "colour": "magenta",
      "source": { "profile": "acme-prod" },
      "region": "eu-west-1",
      "account": "123456789012",
      "production": true
    },
    {
      "name": "ACME Test",
      "source": {
        "identityCenter": {
          "startUrl": "https://acme.awsapps.com/start",
          "portalRegion": "eu-west-1",
          "account": "210987654321",
          "roleName": "Installer"
        }
      },
      "readOnly": true
    },
    { "name": "Spare", "source": { "accessKeys": {} } }
  ]
}
"#;

#[test]
fn a_whole_file_is_read_and_written_again_as_the_same() {
    let file = TeamFile::parse(WHOLE).unwrap();
    assert_eq!(file.aws_accounts.len(), 3);
    let marks = file.aws_accounts.iter().map(|account| (account.production, account.read_only));
    assert_eq!(marks.collect::<Vec<_>>(), [(Some(true), None), (None, Some(true)), (None, None)]);
    let numbers = file.aws_accounts.iter().map(TeamAccount::number);
    assert_eq!(numbers.collect::<Vec<_>>(), [Some("123456789012"), Some("210987654321"), None]);
    assert_eq!(TeamFile::parse(&file.text()), Ok(file));
}

#[test]
fn a_damaged_file_is_refused_with_its_line() {
    let check = |from: &str, to: &str, line: usize, why: &str| {
        let damaged = WHOLE.replacen(from, to, 1);
        assert_ne!(damaged, WHOLE, "{from} stands in the file");
        let damage = TeamFile::parse(&damaged).unwrap_err();
        assert_eq!(damage.line, line, "{damage}");
        assert!(damage.why.contains(why), "{damage}");
    };
    check("\"linkwright\": 1", "\"linkwright\": 2", 2, "version 1");
    check("{job}-{customer}", "{jop}", 5, "{jop}");
    check("[sign-in address]", "nothing", 6, "[sign-in address]");
    check("\"magenta\"", "\"pink\"", 10, "pink");
    check("\"profile\": \"acme-prod\"", "\"profil\": \"acme-prod\"", 11, "profil");
    check("\"eu-west-1\",", "\"Ireland\",", 12, "eu-west-1");
    check("123456789012", "12345", 13, "twelve digits");
    check("\"production\": true", "\"production\": \"yes\"", 14, "Invalid type");
    check("https://acme", "http://acme", 20, "https://");
    check("ACME Test", "Acme prod", 17, "Two AWS accounts");
    check("\"accessKeys\": {}", "\"accessKeys\": { \"secretAccessKey\": \"x\" }", 28, "secretAccessKey");
    check("\"company\"", "\"password\"", 3, "password");
    check("Homes\",", "Homes\"", 4, "Expected");
}

#[test]
fn nonsense_is_refused_and_never_a_panic() {
    for text in
        ["", "{}", "[]", "null", "{\"linkwright\":1,", "\u{0}", "{\"linkwright\":1,\"awsAccounts\":[{}]}"]
    {
        assert!(TeamFile::parse(text).is_err(), "{text:?}");
    }
}
