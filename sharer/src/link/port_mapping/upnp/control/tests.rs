//! Requests to a router on loopback.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;

use super::*;

const LOCAL: SocketAddrV4 = SocketAddrV4::new(Ipv4Addr::new(192, 168, 1, 7), 50_000);
const LEASE: Duration = Duration::from_secs(1_200);
const KIND: &str = "urn:schemas-upnp-org:service:WANIPConnection:1";

/// A router that gives these answers, one for each request, and returns what it was asked.
async fn router(answers: Vec<String>) -> (Service, impl Future<Output = Vec<String>>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = Url::parse(&format!("http://{}/ctl", listener.local_addr().unwrap())).unwrap();
    let control = Place::new(&url, Ipv4Addr::LOCALHOST).unwrap();
    let answering = async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            while !request.ends_with(b"</s:Envelope>\r\n") {
                assert_ne!(stream.read_buf(&mut request).await.unwrap(), 0, "a whole request");
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
            requests.push(String::from_utf8(request).unwrap());
        }
        requests
    };
    (Service { kind: KIND, control }, answering)
}

fn envelope(status: &str, inside: &str) -> String {
    let body = format!(
        "<?xml version=\"1.0\"?><SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <SOAP-ENV:Body>{inside}</SOAP-ENV:Body></SOAP-ENV:Envelope>"
    );
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

fn done(action: &str, inside: &str) -> String {
    let element = format!("<m:{action}Response xmlns:m=\"{KIND}\">{inside}</m:{action}Response>");
    envelope("200 OK", &element)
}

fn fault(code: u16) -> String {
    let detail = format!("<detail><UPnPError><errorCode>{code}</errorCode></UPnPError></detail>");
    envelope("500 Internal Server Error", &format!("<SOAP-ENV:Fault>{detail}</SOAP-ENV:Fault>"))
}

/// What a request says between the tags of an argument.
fn argument(request: &str, name: &str) -> u16 {
    let (_, rest) = request.split_once(&format!("<{name}>")).expect(name);
    rest.split_once('<').unwrap().0.parse().unwrap()
}

#[tokio::test]
async fn a_port_is_opened_with_the_same_number_and_closed_again() {
    let answers = vec![done("AddPortMapping", ""), done("DeletePortMapping", "")];
    let (service, answering) = router(answers).await;
    let asking = async {
        assert_eq!(service.open(LOCAL, LEASE, |_| ()).await, Ok(50_000));
        assert_eq!(service.unmap(50_000).await, Ok(()));
    };
    let (requests, ()) = tokio::join!(answering, asking);
    let [opening, closing] = requests.as_slice() else { panic!("{requests:?}") };
    assert!(opening.contains(&format!("\"{KIND}#AddPortMapping\"")), "{opening}");
    assert!(opening.contains(
        "<NewRemoteHost></NewRemoteHost><NewExternalPort>50000</NewExternalPort><NewProtocol>UDP</NewProtocol>\
         <NewInternalPort>50000</NewInternalPort><NewInternalClient>192.168.1.7</NewInternalClient>\
         <NewEnabled>1</NewEnabled><NewPortMappingDescription>Alongside</NewPortMappingDescription>\
         <NewLeaseDuration>1200</NewLeaseDuration></u:AddPortMapping>"
    ));
    assert!(closing.contains(
        "<NewRemoteHost></NewRemoteHost><NewExternalPort>50000</NewExternalPort><NewProtocol>UDP</NewProtocol>\
         </u:DeletePortMapping>"
    ));
}

#[tokio::test]
async fn a_few_other_ports_are_tried_where_one_is_taken() {
    let (service, answering) = router(vec![fault(718), done("AddPortMapping", "")]).await;
    let (requests, opened) = tokio::join!(answering, service.open(LOCAL, LEASE, |_| ()));
    let ports: Vec<_> = requests.iter().map(|one| argument(one, "NewExternalPort")).collect();
    assert_eq!(ports, [LOCAL.port(), opened.unwrap()]);
    assert!(requests.iter().all(|one| argument(one, "NewInternalPort") == LOCAL.port()));

    let (service, answering) = router(vec![fault(718); TRIES]).await;
    let (_, opened) = tokio::join!(answering, service.open(LOCAL, LEASE, |_| ()));
    assert_eq!(opened, Err(Fault::Refused(718)));
}

#[tokio::test]
async fn a_refusal_says_why_and_what_is_not_understood_is_no_answer() {
    for (answer, expected) in [
        (fault(725), Fault::NotLeased),
        (fault(606), Fault::Refused(606)),
        (done("DeletePortMapping", ""), Fault::NoAnswer),
        (envelope("500 Internal Server Error", "<AddPortMappingResponse/>"), Fault::NoAnswer),
        ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_owned(), Fault::NoAnswer),
        ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n\r\n".to_owned(), Fault::NoAnswer),
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n<a>".to_owned(), Fault::NoAnswer),
        ("SSH-2.0-router\r\n".to_owned(), Fault::NoAnswer),
    ] {
        let (service, answering) = router(vec![answer.clone()]).await;
        let (_, opened) = tokio::join!(answering, service.open(LOCAL, LEASE, |_| ()));
        assert_eq!(opened, Err(expected), "{answer}");
    }
}

#[tokio::test]
async fn the_external_address_is_one_of_ipv4() {
    for (address, expected) in [
        ("203.0.113.9", Ok(Ipv4Addr::new(203, 0, 113, 9))),
        (" 203.0.113.9\n", Ok(Ipv4Addr::new(203, 0, 113, 9))),
        ("", Err(Fault::NoAnswer)),
        ("2001:db8::1", Err(Fault::NoAnswer)),
    ] {
        let inside = format!("<NewExternalIPAddress>{address}</NewExternalIPAddress>");
        let (service, answering) = router(vec![done("GetExternalIPAddress", &inside)]).await;
        let (_, told) = tokio::join!(answering, service.external_address());
        assert_eq!(told, expected, "{address}");
    }
}

#[tokio::test]
async fn a_port_is_ours_if_the_router_says_that_it_leads_to_us() {
    let entry = |client: &str, port: u16| {
        let inside = format!(
            "<NewInternalPort>{port}</NewInternalPort><NewInternalClient>{client}</NewInternalClient>"
        );
        done("GetSpecificPortMappingEntry", &inside)
    };
    for (answer, expected) in [
        (entry("192.168.1.7", 50_000), true),
        (entry("192.168.1.8", 50_000), false),
        (entry("192.168.1.7", 50_001), false),
        (fault(714), false),
    ] {
        let (service, answering) = router(vec![answer.clone()]).await;
        let (requests, ours) = tokio::join!(answering, service.maps(40_000, LOCAL));
        assert_eq!(ours, expected, "{answer}");
        assert_eq!(argument(&requests[0], "NewExternalPort"), 40_000);
    }
}
