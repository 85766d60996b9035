use super::{
    super::sample::{at, in_state, item, link},
    *,
};

/// So many links at a device cloud, so many of them failing.
fn cloud(counts: &mut Counts, id: &str, total: usize, failing: usize, state: &str) {
    for number in 0..total {
        let state = if number < failing { state } else { "ASSOCIATION_SUCCEEDED" };
        counts.add(&link(&at(in_state(item("x", "x"), state), id)));
    }
}

#[test]
fn a_device_cloud_is_named_when_it_fares_much_worse_than_the_others() {
    for (total, failing, others, others_failing, is_named) in [
        (40, 12, 100, 4, true),
        // Too few links, or too few of them failing.
        (9, 9, 100, 0, false),
        (10, 4, 100, 0, false),
        (10, 5, 100, 0, true),
        // Less than a fifth.
        (40, 7, 100, 0, false),
        (40, 8, 100, 0, true),
        // Less than twice the others' share.
        (40, 12, 100, 16, false),
        (40, 12, 100, 15, true),
        // There are no others to compare it with.
        (40, 40, 0, 0, false),
    ] {
        let mut counts = Counts::default();
        cloud(&mut counts, "northgate", total, failing, "REFRESH_TOKEN_EXPIRED");
        cloud(&mut counts, "brightwell", others, others_failing, "ASSOCIATION_FAILED");
        let warned = counts.warnings(str::to_uppercase);
        let named: Vec<&str> =
            warned.iter().map(|warning| warning.connector_destination_id.as_str()).collect();
        let case = (total, failing, others, others_failing);
        assert_eq!(named, if is_named { vec!["northgate"] } else { Vec::new() }, "{case:?}");
    }
}

#[test]
fn a_warning_tells_how_many_failed_and_how_many_need_a_new_sign_in() {
    let mut counts = Counts::default();
    cloud(&mut counts, "brightwell", 100, 0, "ASSOCIATION_FAILED");
    cloud(&mut counts, "northgate", 20, 7, "ASSOCIATION_FAILED");
    cloud(&mut counts, "northgate", 20, 5, "REFRESH_TOKEN_EXPIRED");
    let warnings = counts.warnings(str::to_uppercase);
    let wanted = DeviceCloudWarning {
        connector_destination_id: "northgate".to_owned(),
        device_cloud: "NORTHGATE".to_owned(),
        failed: 7,
        need_sign_in: 5,
        affected: 12,
        total: 40,
    };
    assert_eq!(warnings, [wanted]);
}

#[test]
fn what_is_taken_away_does_not_count_any_more() {
    let mut counts = Counts::default();
    cloud(&mut counts, "brightwell", 3, 1, "ASSOCIATION_FAILED");
    cloud(&mut counts, "northgate", 1, 1, "ASSOCIATION_DELETING");
    counts.take_away(&link(&at(in_state(item("x", "x"), "ASSOCIATION_DELETING"), "northgate")));
    let view = counts.view(1, str::to_uppercase);
    assert_eq!((view.total, view.needs_person), (3, 1));
    let states: Vec<_> = view.by_state.iter().map(|one| (one.state, one.count)).collect();
    assert_eq!(states, [(LinkStateView::SignInFailed, 1), (LinkStateView::SignedIn, 2)]);
    let clouds: Vec<_> =
        view.by_device_cloud.iter().map(|one| (&*one.device_cloud, one.count, one.failing)).collect();
    assert_eq!(clouds, [("BRIGHTWELL", 3, 1)]);
    assert_eq!(counts.share("brightwell"), DeviceCloudShare { total: 3, failing: 1 });
    assert_eq!(counts.share("northgate"), DeviceCloudShare { total: 0, failing: 0 });
}

#[test]
fn at_most_fifty_device_clouds_are_counted_by_name_the_largest_first() {
    let mut counts = Counts::default();
    for number in 0..60 {
        cloud(&mut counts, &format!("cloud-{number:02}"), number + 1, 0, "");
    }
    let view = counts.view(0, str::to_owned);
    assert_eq!(view.by_device_cloud.len(), 50);
    assert_eq!((view.by_device_cloud[0].count, view.by_device_cloud[49].count), (60, 11));
}
