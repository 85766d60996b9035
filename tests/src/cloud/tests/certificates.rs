//! Certificates that are good, that are not, and those nobody trusts.

use aws_sdk_sts::Client;

use super::client::{causes, config_over};
use super::{Certificates, REGION, Trust, cloud};

#[tokio::test]
async fn who_does_not_know_the_authority_says_nothing_over_the_connection() {
    let (_practice, cloud, anna) = cloud();
    let stranger = cloud.http_client(&cloud.proxy(), Trust::Nobody);
    let sts = Client::new(&config_over(stranger, REGION, &anna));
    let refused = causes(&sts.get_caller_identity().send().await.unwrap_err());
    assert!(refused.contains("UnknownIssuer"), "{refused}");
    assert!(cloud.record(|record| record.asked()).is_empty());
    assert_eq!(cloud.record(|record| record.connects()).len(), 1);
}

#[tokio::test]
async fn certificates_that_are_over_or_for_another_name_are_refused_though_the_authority_is_known() {
    let (_practice, cloud, anna) = cloud();
    let client = cloud.http_client(&cloud.proxy(), Trust::TheCompany);
    let sts = Client::new(&config_over(client, REGION, &anna));
    sts.get_caller_identity().send().await.unwrap();
    let (expired, another) = ("certificate expired", "certificate not valid for name");
    for (shown, why) in [(Certificates::Expired, expired), (Certificates::OfAnotherName, another)] {
        cloud.roads(|roads| roads.show(shown)).await;
        let refused = causes(&sts.get_caller_identity().send().await.unwrap_err());
        assert!(refused.contains(why), "{refused}");
    }
    cloud.roads(|roads| roads.show(Certificates::Good)).await;
    sts.get_caller_identity().send().await.unwrap();
    assert_eq!(cloud.record(|record| record.count("GetCallerIdentity")), 2);
}
