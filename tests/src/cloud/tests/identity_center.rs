//! A device that is approved, its tokens, and what they buy.

use std::time::Duration;

use aws_sdk_ssooidc::{
    Client as Oidc,
    operation::{create_token::CreateTokenOutput, register_client::RegisterClientOutput},
};

use super::client::{Said, config, said};
use super::{ACCOUNT, AccessKey, Cloud, OTHER_ACCOUNT, PERSON, REGION, START_URL, cloud};

const DEVICE_CODE: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A program that signs somebody in.
struct Program {
    oidc: Oidc,
    client: RegisterClientOutput,
}

impl Program {
    async fn start(cloud: &Cloud) -> Self {
        let nobody = AccessKey { id: "none".to_owned(), secret: "none".to_owned(), token: None };
        let oidc = Oidc::new(&config(cloud, REGION, &nobody));
        let client = oidc.register_client().client_name("linkwright").client_type("public");
        let client = client.scopes("sso:account:access").send().await.unwrap();
        Self { oidc, client }
    }

    /// Device code and user code.
    async fn begin(&self, start_url: &str) -> (String, String) {
        let begun = self.oidc.start_device_authorization().start_url(start_url);
        let begun = begun.set_client_id(self.client.client_id.clone());
        let begun = begun.set_client_secret(self.client.client_secret.clone()).send().await.unwrap();
        let page = "https://device.sso.eu-west-1.amazonaws.com/";
        assert_eq!(begun.verification_uri(), Some(page));
        let user_code = begun.user_code().unwrap().to_owned();
        let complete = format!("{page}?user_code={user_code}");
        assert_eq!(begun.verification_uri_complete(), Some(complete.as_str()));
        (begun.device_code().unwrap().to_owned(), user_code)
    }

    async fn ask(&self, device_code: &str) -> Result<CreateTokenOutput, Said> {
        let asked = self.oidc.create_token().grant_type(DEVICE_CODE).device_code(device_code);
        let asked = asked.set_client_id(self.client.client_id.clone());
        let asked = asked.set_client_secret(self.client.client_secret.clone());
        asked.send().await.map_err(|error| said(&error))
    }

    async fn refresh(&self, token: &str) -> Result<CreateTokenOutput, Said> {
        let asked = self.oidc.create_token().grant_type("refresh_token").refresh_token(token);
        let asked = asked.set_client_id(self.client.client_id.clone());
        let asked = asked.set_client_secret(self.client.client_secret.clone());
        asked.send().await.map_err(|error| said(&error))
    }

    async fn signed_in(&self, cloud: &Cloud) -> CreateTokenOutput {
        let (device_code, user_code) = self.begin(START_URL).await;
        cloud.approve(&user_code);
        self.ask(&device_code).await.unwrap()
    }
}

fn portal(cloud: &Cloud) -> aws_sdk_sso::Client {
    let nobody = AccessKey { id: "none".to_owned(), secret: "none".to_owned(), token: None };
    aws_sdk_sso::Client::new(&config(cloud, REGION, &nobody))
}

#[tokio::test]
async fn a_device_waits_until_somebody_approves_its_code_and_gets_tokens_once() {
    let (_practice, cloud, _) = cloud();
    cloud.sign_ins(|all| all.ask_every(Duration::ZERO));
    let program = Program::start(&cloud).await;
    let (device_code, user_code) = program.begin(&format!("{START_URL}/#/")).await;
    assert_eq!(
        (user_code.as_str(), cloud.sign_ins(|all| all.user_codes())),
        ("ABCD-EFGH", vec![user_code.clone()])
    );
    let pending = "AuthorizationPendingException";
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, pending);
    cloud.sign_ins(|all| all.slow_down(1));
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "SlowDownException");
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, pending);
    cloud.approve(&user_code);
    let tokens = program.ask(&device_code).await.unwrap();
    assert_eq!((tokens.token_type(), tokens.expires_in()), (Some("Bearer"), 8 * 3600));
    assert!(cloud.secrets().contains(&tokens.access_token().unwrap().to_owned()));
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "InvalidGrantException", "used before");
    assert!(cloud.sign_ins(|all| all.user_codes()).is_empty());
}

#[tokio::test]
async fn codes_that_are_denied_or_over_asked_too_soon_or_of_a_forgotten_program_give_nothing() {
    let (_practice, cloud, _) = cloud();
    cloud.sign_ins(|all| all.ask_every(Duration::from_secs(60)));
    let program = Program::start(&cloud).await;
    let (device_code, _) = program.begin(START_URL).await;
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "AuthorizationPendingException");
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "SlowDownException", "within a minute");
    let (device_code, user_code) = program.begin(START_URL).await;
    assert_eq!(user_code, "BCDE-FGHI");
    cloud.deny(&user_code);
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "AccessDeniedException");
    cloud.sign_ins(|all| all.codes_last(Duration::ZERO));
    let (device_code, _) = program.begin(START_URL).await;
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "ExpiredTokenException");
    cloud.sign_ins(|all| all.forget_clients());
    assert_eq!(program.ask(&device_code).await.unwrap_err().code, "InvalidClientException");
}

#[tokio::test]
async fn an_access_token_is_renewed_by_a_refresh_token_that_is_good_once() {
    let (_practice, cloud, _) = cloud();
    cloud.sign_ins(|all| all.assign(PERSON, ACCOUNT, "ACME Prod", "Installer"));
    let program = Program::start(&cloud).await;
    let tokens = program.signed_in(&cloud).await;
    let list = async |token: Option<&str>| {
        let listed = portal(&cloud).list_accounts().set_access_token(token.map(str::to_owned)).send().await;
        listed.map(|listed| listed.account_list().len()).map_err(|error| said(&error))
    };
    assert_eq!(list(tokens.access_token()).await, Ok(1));
    cloud.sign_ins(|all| all.end_tokens());
    let unauthorized = Said {
        code: "UnauthorizedException".to_owned(),
        message: "Session token not found or invalid".to_owned(),
    };
    assert_eq!(list(tokens.access_token()).await, Err(unauthorized));
    let renewed = program.refresh(tokens.refresh_token().unwrap()).await.unwrap();
    assert_eq!(list(renewed.access_token()).await, Ok(1));
    let again = program.refresh(tokens.refresh_token().unwrap()).await;
    assert_eq!(again.unwrap_err().code, "InvalidGrantException");
    cloud.sign_ins(|all| all.end_sessions());
    let over = program.refresh(renewed.refresh_token().unwrap()).await;
    assert_eq!(over.unwrap_err().code, "InvalidGrantException");
    cloud.sign_ins(|all| all.tokens_last(Duration::ZERO));
    let tokens = program.signed_in(&cloud).await;
    assert!(list(tokens.access_token()).await.is_err(), "over at once");
}

#[tokio::test]
async fn a_token_lists_accounts_page_by_page_and_buys_the_keys_of_what_is_assigned() {
    let (_practice, cloud, _) = cloud();
    for (account, name, set) in [
        (ACCOUNT, "ACME Prod", "Installer"),
        (ACCOUNT, "ACME Prod", "Support"),
        (OTHER_ACCOUNT, "ACME Test", "Installer"),
    ] {
        cloud.sign_ins(|all| all.assign(PERSON, account, name, set));
    }
    cloud.sign_ins(|all| all.assign("berta", "777788889999", "Berta's", "Installer"));
    let tokens = Program::start(&cloud).await.signed_in(&cloud).await;
    let token = tokens.access_token().unwrap();
    let portal = portal(&cloud);
    let pages = portal.list_accounts().access_token(token).max_results(1).into_paginator().items();
    let accounts = pages.send().collect::<Result<Vec<_>, _>>().await.unwrap();
    let names: Vec<_> = accounts.iter().filter_map(|account| account.account_name()).collect();
    assert_eq!(names, ["ACME Prod", "ACME Test"]);
    let roles = portal.list_account_roles().access_token(token).account_id(ACCOUNT).send().await.unwrap();
    assert_eq!(roles.role_list().len(), 2);
    let buy = |account: &str, role: &str| {
        portal.get_role_credentials().access_token(token).account_id(account).role_name(role)
    };
    let refused = buy("777788889999", "Installer").send().await.unwrap_err();
    assert_eq!(said(&refused).message, "No access");
    let bought = buy(OTHER_ACCOUNT, "Installer").send().await.unwrap();
    let bought = bought.role_credentials().unwrap();
    let key = AccessKey {
        id: bought.access_key_id().unwrap().to_owned(),
        secret: bought.secret_access_key().unwrap().to_owned(),
        token: bought.session_token().map(str::to_owned),
    };
    let sts = aws_sdk_sts::Client::new(&config(&cloud, REGION, &key));
    let who = sts.get_caller_identity().send().await.unwrap();
    let arn = "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Installer_0123456789abcdef/anna";
    assert_eq!(who.arn(), Some(arn));
    portal.logout().access_token(token).send().await.unwrap();
    assert!(buy(ACCOUNT, "Installer").send().await.is_err());
}
