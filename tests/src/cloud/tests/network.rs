//! Proxy, password and roads.

use std::time::Duration;

use super::client::{Said, causes, config, config_over, said};
use super::{ACCOUNT, REGION, Road, SERVICE_HOST, STS_HOST, Trust, cloud};

#[tokio::test]
async fn every_call_goes_through_the_proxy_by_awss_own_names() {
    let (_practice, cloud, anna) = cloud();
    let config = config(&cloud, REGION, &anna);
    let who = aws_sdk_sts::Client::new(&config).get_caller_identity().send().await.unwrap();
    assert_eq!(who.account(), Some(ACCOUNT));
    assert_eq!(who.arn(), Some("arn:aws:iam::111122223333:user/anna"));
    let service = aws_sdk_iotmanagedintegrations::Client::new(&config);
    let clouds = service.list_connector_destinations().send().await.unwrap();
    assert_eq!(clouds.connector_destination_list().len(), 4);
    assert_eq!(cloud.record(|record| record.connects()), [STS_HOST, SERVICE_HOST]);
    let asked = cloud.record(|record| record.asked());
    assert_eq!(asked[0].operation, "GetCallerIdentity");
    assert_eq!(asked[1].operation, "GET /connector-destinations");
    assert!(asked.iter().all(|asked| asked.access_key_id.as_ref() == Some(&anna.id)));
}

#[tokio::test]
async fn a_proxy_that_wants_a_password_lets_in_those_who_say_it() {
    let (_practice, cloud, anna) = cloud();
    cloud.roads(|roads| roads.want_password("anna", "proxy-password")).await;
    let ask = async |proxy: String| {
        let config = config_over(cloud.http_client(&proxy, Trust::TheCompany), REGION, &anna);
        aws_sdk_sts::Client::new(&config).get_caller_identity().send().await
    };
    for proxy in [cloud.proxy(), cloud.proxy_as("anna", "wrong")] {
        let refused = causes(&ask(proxy).await.unwrap_err());
        assert!(refused.contains("authorization required"), "{refused}");
    }
    assert!(cloud.record(|record| record.asked()).is_empty());
    ask(cloud.proxy_as("anna", "proxy-password")).await.unwrap();
    cloud.roads(|roads| roads.want_no_password()).await;
    ask(cloud.proxy()).await.unwrap();
}

#[tokio::test]
async fn hosts_that_are_not_there_and_closed_roads_are_502_and_regions_without_the_service_too() {
    let (_practice, cloud, anna) = cloud();
    let config = config(&cloud, "us-east-1", &anna);
    let elsewhere = aws_sdk_iotmanagedintegrations::Client::new(&config);
    let refused = causes(&elsewhere.list_connector_destinations().send().await.unwrap_err());
    assert!(refused.contains("unsuccessful"), "{refused}");
    let sts = aws_sdk_sts::Client::new(&config);
    sts.get_caller_identity().send().await.unwrap();
    cloud.roads(|roads| roads.set("sts.us-east-1.amazonaws.com", Road::Closed)).await;
    assert!(sts.get_caller_identity().send().await.is_err());
    cloud.roads(|roads| roads.set_all(Road::Open)).await;
    sts.get_caller_identity().send().await.unwrap();
}

#[tokio::test]
async fn a_silent_road_and_a_mute_one_never_answer() {
    let (_practice, cloud, anna) = cloud();
    let sts = aws_sdk_sts::Client::new(&config(&cloud, REGION, &anna));
    for (road, read) in [(Road::Silent, 0), (Road::Mute, 1)] {
        cloud.roads(|roads| roads.set(STS_HOST, road)).await;
        let patience = Duration::from_millis(400);
        let asked = tokio::time::timeout(patience, sts.get_caller_identity().send()).await;
        assert!(asked.is_err(), "{road:?} answered");
        assert_eq!(cloud.record(|record| record.asked()).len(), read, "{road:?}");
    }
    assert_eq!(cloud.record(|record| record.connects()), [STS_HOST, STS_HOST]);
}

#[tokio::test]
async fn a_clock_that_is_off_refuses_signatures_and_says_the_time_in_its_answer() {
    let (_practice, cloud, anna) = cloud();
    let config = config(&cloud, REGION, &anna);
    cloud.shift_clock(600);
    let refused = aws_sdk_sts::Client::new(&config).get_caller_identity().send().await.unwrap_err();
    let Said { code, message } = said(&refused);
    assert_eq!(code, "SignatureDoesNotMatch");
    assert!(message.starts_with("Signature expired"), "{message}");
    let service = aws_sdk_iotmanagedintegrations::Client::new(&config);
    let refused = service.list_connector_destinations().send().await.unwrap_err();
    assert_eq!(said(&refused).code, "InvalidSignatureException");
    cloud.shift_clock(-600);
    let refused = aws_sdk_sts::Client::new(&config).get_caller_identity().send().await.unwrap_err();
    assert!(said(&refused).message.starts_with("Signature not yet current"));
    let date = refused.raw_response().unwrap().headers().get("date").unwrap().to_owned();
    let date = aws_smithy_types::DateTime::from_str(&date, aws_smithy_types::date_time::Format::HttpDate);
    let off = aws_smithy_types::DateTime::from(std::time::SystemTime::now()).secs() - date.unwrap().secs();
    assert!((598..=610).contains(&off), "{off}");
}
