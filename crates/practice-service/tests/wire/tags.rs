//! Tags of links and things.

use serde_json::{Value, json};

use crate::client::{Answer, Bench, bench};
use crate::things::{home, thing};

fn arn(kind: &str, id: &str) -> String {
    format!("arn:aws:iotmanagedintegrations:eu-west-1:123456789012:{kind}/{id}")
}

fn path(arn: &str) -> String {
    format!("/tags/{}", arn.replace(':', "%3A").replace('/', "%2F"))
}

fn tag(bench: &Bench, arn: &str, tags: Value) -> Answer {
    bench.call("POST", &path(arn), json!({"Tags": tags}))
}

#[test]
fn tags_are_put_on_overwritten_listed_and_taken_off() {
    let bench = bench();
    let home = home(&bench, "brightwell-lighting", "miller");
    for arn in [arn("account-association", &home.association), arn("managed-thing", &home.things[0])] {
        assert_eq!(bench.get(&path(&arn)).json(), json!({}), "none, and the member has a minimum of one");
        let tagged = tag(&bench, &arn, json!({"job": "1", "ticket": "T-9"}));
        assert_eq!((tagged.status, tagged.text.as_str()), (200, ""));
        assert_eq!(tag(&bench, &arn, json!({"job": "2", "note": ""})).status, 200);
        let all = json!({"tags": {"job": "2", "ticket": "T-9", "note": ""}});
        assert_eq!(bench.get(&path(&arn)).json(), all);
        let before = bench.committed();
        assert_eq!(tag(&bench, &arn, json!({"job": "2"})).status, 200);
        assert_eq!(bench.committed(), before, "nothing changed");
        let off = format!("{}?tagKeys=job&tagKeys=note&tagKeys=never", path(&arn));
        let untagged = bench.call("DELETE", &off, Value::Null);
        assert_eq!((untagged.status, untagged.text.as_str()), (200, ""));
        assert_eq!(bench.get(&path(&arn)).json(), json!({"tags": {"ticket": "T-9"}}));
    }
    assert_eq!(thing(&bench, &home.things[0])["Tags"], json!({"ticket": "T-9"}));
    let link = bench.get(&format!("/account-associations/{}", home.association)).json();
    assert_eq!(link["Tags"], json!({"ticket": "T-9"}));
    let off = format!("{}?tagKeys=ticket", path(&arn("managed-thing", &home.things[0])));
    bench.call("DELETE", &off, Value::Null);
    assert_eq!(thing(&bench, &home.things[0]).get("Tags"), None);
}

#[test]
fn what_cannot_be_tagged_is_refused_with_an_error_of_its_own() {
    let bench = bench();
    let link = arn("account-association", "a55c1a7ed00000000000000000000001");
    let invalid = "InvalidRequestException";
    for other in [
        arn("ota-task", "a"),
        arn("credential-locker", "a"),
        arn("provisioning-profile", "a"),
        arn("connector-destination", "a"),
        arn("managed-thing", "a:b"),
        "a55c1a7ed00000000000000000000001".to_owned(),
    ] {
        bench.get(&path(&other)).is_refused(400, invalid);
        tag(&bench, &other, json!({"a": "b"})).is_refused(400, invalid);
        bench.call("DELETE", &format!("{}?tagKeys=a", path(&other)), Value::Null).is_refused(400, invalid);
    }
    let many: Value =
        (0..51).map(|number| (number.to_string(), json!("v"))).collect::<serde_json::Map<_, _>>().into();
    for tags in [json!({}), Value::Null, json!({"aws:a": "b"}), json!({"": "b"}), json!({"a": 1}), many] {
        tag(&bench, &link, tags).is_refused(400, invalid);
    }
    bench.call("DELETE", &path(&link), Value::Null).is_refused(400, invalid);
    bench.call("POST", &path(&link), Value::Null).is_refused(400, invalid);
    assert_eq!(bench.committed(), 0);
}

#[test]
fn unknown_resources_and_those_on_their_way_out_are_refused() {
    let bench = bench();
    let not_found = "ResourceNotFoundException";
    bench.get(&path(&arn("account-association", "none"))).is_refused(404, not_found);
    bench.get(&path(&arn("managed-thing", "none"))).is_refused(404, not_found);
    let elsewhere =
        arn("managed-thing", "7419600d000000000000000000000001").replace("eu-west-1", "ca-central-1");
    bench.get(&path(&elsewhere)).is_refused(404, not_found);
    let deleting = arn("account-association", "a55c1a7ed00000000000000000000008");
    tag(&bench, &deleting, json!({"a": "b"})).is_refused(409, "ConflictException");
    assert_eq!(bench.get(&path(&deleting)).status, 200);
}

#[test]
fn a_resource_has_fifty_tags_at_most() {
    let bench = bench();
    let link = arn("account-association", "a55c1a7ed00000000000000000000001");
    let tags = |from: u32, to: u32| -> Value {
        (from..to).map(|number| (format!("k{number}"), json!("v"))).collect::<serde_json::Map<_, _>>().into()
    };
    assert_eq!(tag(&bench, &link, tags(0, 50)).status, 200);
    tag(&bench, &link, tags(50, 51)).is_refused(400, "InvalidRequestException");
    assert_eq!(tag(&bench, &link, tags(0, 50)).status, 200);
}
