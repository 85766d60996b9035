//! Questions and mutations share one pool of connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use managed_integrations::ManagedIntegrations;
use onboarding::Gateway;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use crate::canned::config;
use crate::subjects::{delete_link, link};

#[tokio::test]
async fn one_connection_serves_calls_one_after_the_other() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let connections = Arc::new(AtomicU32::new(0));
    let counted = connections.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(async move {
                // No request here has a body, so each read is one of them.
                let mut request = [0; 8192];
                while stream.read(&mut request).await.unwrap_or(0) > 0 {
                    let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                                  x-amzn-RequestId: r1\r\ncontent-length: 2\r\n\r\n{}";
                    stream.write_all(answer.as_bytes()).await.unwrap();
                }
            });
        }
    });
    let gateway = ManagedIntegrations::new(&config(&format!("http://127.0.0.1:{port}")));
    let clone: &dyn Gateway = &gateway.clone();
    let gateway: &dyn Gateway = &gateway;
    gateway.list_connector_destinations(None).await.unwrap();
    gateway.perform(&delete_link()).await.unwrap();
    clone.list_account_associations(None, None).await.unwrap();
    gateway.get_account_association(&link()).await.unwrap_err();
    assert_eq!(connections.load(Ordering::SeqCst), 1);
}
