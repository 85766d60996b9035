use super::{
    super::{
        page::row,
        sample::{item, link, made},
    },
    *,
};

fn awkward() -> LinkRow {
    let item = made(item("a1", "=HYPERLINK(1)"), "2026-11-21", "-4711");
    LinkRow {
        spelling: Some("@Müller, \"Haus\"".to_owned()),
        memo: Some("+1\nsecond line".to_owned()),
        ..row(&link(&item), "Brightwell".to_owned())
    }
}

#[test]
fn a_spreadsheet_gets_text_and_never_a_formula() {
    let text = String::from_utf8(csv(&[awkward()]).unwrap()).unwrap();
    let rows = text.strip_prefix('\u{FEFF}').expect("Excel needs the mark to read UTF-8");
    let (head, row) = rows.split_once('\n').unwrap();
    assert!(
        head.starts_with("name,own spelling (this computer),device cloud,state,AWS state,since"),
        "{head}"
    );
    assert_eq!(
        row,
        "'=HYPERLINK(1),\"'@Müller, \"\"Haus\"\"\",Brightwell,Signed in,ASSOCIATION_SUCCEEDED,,'-4711,\
         2026-11-21,ak,\"'+1\nsecond line\",a1,brightwell\n"
    );
}

#[test]
fn json_tells_what_there_is_as_it_is() {
    let unnamed = row(&link(&item("a2", "\u{202E}")), "Brightwell".to_owned());
    let told: serde_json::Value = serde_json::from_slice(&json(&[awkward(), unnamed]).unwrap()).unwrap();
    assert_eq!(told[0]["name"], "=HYPERLINK(1)");
    assert_eq!(told[0]["note"], "+1\nsecond line");
    assert_eq!(told[0]["jobNumber"], "-4711");
    assert_eq!(told[1]["name"], serde_json::Value::Null);
    assert_eq!(told[1]["accountAssociationId"], "a2");
}
