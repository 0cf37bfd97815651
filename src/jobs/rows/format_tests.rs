//! Each format by a file made from its definition.

use super::exercise::{Gathered, gather};
use super::{Limits, open};
use crate::library::foreign::{Detection, Format, Row, Subject, Zone, detect};

pub(super) fn whole(bytes: &[u8], zone: Option<Zone>) -> (Detection, Gathered) {
    let opened = open(bytes, None, Limits::default()).unwrap();
    let detection = detect(&opened.sample).unwrap();
    let gathered = gather(opened.text, &detection.mappings, zone, Limits::default()).unwrap();
    assert!(gathered.counts.hold(), "{:?}", gathered.counts);
    assert_eq!(gathered.counts.kept, gathered.rows.len() as u64);
    assert_eq!(gathered.counts.refused, gathered.refused.len() as u64);
    for row in &gathered.rows {
        let written = serde_json::to_string(row).unwrap();
        assert_eq!(&serde_json::from_str::<Row>(&written).unwrap(), row, "{written}");
    }
    (detection, gathered)
}

pub(super) fn millis(rfc3339: &str) -> Option<i64> {
    Some(chrono::DateTime::parse_from_rfc3339(rfc3339).unwrap().timestamp_millis())
}

struct Case {
    format: Format,
    text: &'static str,
    at: Option<&'static str>,
    what: &'static str,
    host: &'static str,
}

const CASES: &[Case] = &[
    Case {
        format: Format::TimesketchCsv,
        text: "message,timestamp,datetime,timestamp_desc,hostname,tag\nlogon,1771421760000000,2026-02-18T13:36:00+00:00,Logged,dc01,\"a,b\"\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "logon",
        host: "dc01",
    },
    Case {
        format: Format::TimesketchJsonl,
        text: "{\"message\": \"logon\", \"datetime\": \"2026-02-18T13:36:00+00:00\", \"timestamp_desc\": \"Logged\", \"hostname\": \"dc01\", \"tag\": [\"a\", \"b\"]}\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "logon",
        host: "dc01",
    },
    Case {
        format: Format::PlasoDynamic,
        text: "tag,message,display_name,datetime,host\n-,\"quoted at the start,x,2026-02-18T13:36:00+01:00,dc01\n",
        at: Some("2026-02-18T12:36:00Z"),
        what: "\"quoted at the start",
        host: "dc01",
    },
    Case {
        format: Format::PlasoL2tcsv,
        text: "date,time,timezone,MACB,source,sourcetype,type,user,host,short,desc,version,filename,inode,notes,format,extra\n02/03/2026,13:36:00,Europe/Berlin,M...,LOG,Log,Written,-,dc01,s,long,2,f,-,-,p,-\n",
        at: Some("2026-02-03T12:36:00Z"),
        what: "long",
        host: "dc01",
    },
    Case {
        format: Format::Tln,
        text: "1771421760|LOG|dc01|-|something\n1771421761|LOG|dc01|-|more\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "something",
        host: "dc01",
    },
    Case {
        format: Format::L2tTln,
        text: "Time|Source|Host|User|Description|TZ|Notes\n1771421760|LOG|dc01|-|something|UTC|x\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "something",
        host: "dc01",
    },
    Case {
        format: Format::HayabusaCsv,
        text: "Timestamp,RuleTitle,Level,Computer,Channel,EventID,RecordID,Details,ExtraFieldInfo,RuleID\n\"2022-02-22 22:00:00.123 +09:00\",\"Logon\",\"med\",\"dc01\",\"Sec\",4624,1,\"User: a ¦ Src: b\",\"\",\"r\"\n",
        at: Some("2022-02-22T13:00:00.123Z"),
        what: "Logon",
        host: "dc01",
    },
    Case {
        format: Format::HayabusaCsv,
        text: "Timestamp,RuleTitle,Level,Computer,Channel,EventID,RecordID,Details\n2022-02-22T13:00:00.123Z,Logon,crit,dc01,Sec,4624,1,x\n",
        at: Some("2022-02-22T13:00:00.123Z"),
        what: "Logon",
        host: "dc01",
    },
    Case {
        format: Format::HayabusaCsv,
        text: "Timestamp,RuleTitle,Level,Computer,Channel,EventID,MitreTactics,MitreTags,OtherTags,RecordID,Details,ExtraFieldInfo,RuleFile,EvtxFile\n\"Tue, 22 Feb 2022 22:00:00 +09:00\",Logon,crit,dc01,Sec,4624,Exec,T1059.001 ¦ G0016,a ¦ b,1,x,,,\n",
        at: Some("2022-02-22T13:00:00Z"),
        what: "Logon",
        host: "dc01",
    },
    Case {
        format: Format::HayabusaTimesketch,
        text: "datetime,timestamp_desc,message,Level,Computer,Channel,EventID,MitreTactics,MitreTags,OtherTags,RecordID,Details\n2022-02-22T22:00:00.123456+09:00,hayabusa,Logon,high,dc01,Sec,4624,,T1078,x ¦ y,1,d\n",
        at: Some("2022-02-22T13:00:00.123Z"),
        what: "Logon",
        host: "dc01",
    },
    Case {
        format: Format::Chainsaw,
        text: "timestamp,detections,path,Computer,Event ID\n2022-02-22T13:00:00.123456+00:00,Suspicious,/x.evtx,dc01,4624\n",
        at: Some("2022-02-22T13:00:00.123Z"),
        what: "Suspicious",
        host: "dc01",
    },
    Case {
        format: Format::ForensicTimeliner,
        text: "DateTime,TimestampInfo,ArtifactName,Tool,Description,DataDetails,DataPath,FileExtension,EventId,User,Computer,FileSize,IPAddress,SourceAddress,DestinationAddress,SHA1,Count,EvidencePath\n2022-02-22T13:00:00Z,Created,MFT,EZ,made,d,p,exe,,u,dc01,,,,,,,\n",
        at: Some("2022-02-22T13:00:00Z"),
        what: "made",
        host: "dc01",
    },
    Case {
        format: Format::Redline,
        text: "Alert,Tag,Timestamp,Field,Summary\n,,2022-02-22T13:00:00Z,File/Created,Path: x\n",
        at: Some("2022-02-22T13:00:00Z"),
        what: "Path: x",
        host: "",
    },
    Case {
        format: Format::IrisTimeline,
        text: "event_date,event_tz,event_title,event_category,event_content,event_raw,event_source,event_assets,event_iocs,event_tags\n2023-03-26T03:00:30.000,+02:00,Logon,Execution,c,r,s,a;b,i|j,x|y\n",
        at: Some("2023-03-26T01:00:30Z"),
        what: "Logon",
        host: "",
    },
    Case {
        format: Format::IrisTimelineExport,
        text: "event_date(UTC),event_title,event_description,event_tz,event_date_wtz,event_category,event_tags,linked_assets,linked_iocs\n2023-03-26T01:00:30,\"Logon\",\"said \"hi\" to me, then left\",+02:00,2023-03-26T03:00:30,Execution,\"x,y\",\"a;b;\",\"\"\n",
        at: Some("2023-03-26T01:00:30Z"),
        what: "Logon",
        host: "",
    },
    Case {
        format: Format::IrisAssets,
        text: "asset_name,asset_type_name,asset_description,asset_ip,asset_domain,asset_tags\ndc01,Windows - DC,d,10.0.0.1,x,a|b\n",
        at: None,
        what: "dc01",
        host: "dc01",
    },
    Case {
        format: Format::IrisIocs,
        text: "ioc_value,ioc_type,ioc_description,ioc_tags,ioc_tlp\n203.0.113.7,ip-dst,d,a|b,amber\n",
        at: None,
        what: "203.0.113.7",
        host: "",
    },
    Case {
        format: Format::Kanvas,
        text: "Timestamp_UTC_0,EvidenceType,Event System,<->,Remote System,Suspect Account,MITRE Tactic,MITRE Techniques,Visualize,Activity,Notes\n2026-02-18 13:36:00:250000,EVTX,dc01,->,ws7,aya,Execution,T1059.001,Yes,Logon,\n",
        at: Some("2026-02-18T13:36:00.250Z"),
        what: "Logon",
        host: "dc01",
    },
    Case {
        format: Format::Kanvas,
        text: "Date Added,HostName,IPAddress,Location,SystemType,OS,EntryPoint,Reason for Listing ,EvidenceCollected,Notes\n2026-02-18,dc01,10.0.0.1,x,Server,w,,r,,\n",
        at: None,
        what: "dc01",
        host: "dc01",
    },
    Case {
        format: Format::Kanvas,
        text: "Source,TLP,IndicatorType,Indicator,SHA256,SHA1,MD5,Notes\nx,AMBER,ip,203.0.113.7,,,,\n",
        at: None,
        what: "203.0.113.7",
        host: "",
    },
    Case {
        format: Format::PlasoJsonLine,
        text: "{\"__container_type__\": \"event\", \"timestamp\": 1771421760000000, \"timestamp_desc\": \"x\", \"message\": \"m\", \"hostname\": \"dc01\", \"date_time\": {\"__class_name__\": \"TimeElements\"}}\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "m",
        host: "dc01",
    },
    Case {
        format: Format::PlasoJsonLine,
        text: "{\"__container_type__\": \"event\", \"timestamp\": 0, \"timestamp_desc\": \"Not a time\", \"message\": \"m\", \"hostname\": \"dc01\", \"date_time\": {\"__class_name__\": \"SemanticTime\", \"string\": \"Not set\"}}\n",
        at: None,
        what: "m",
        host: "dc01",
    },
    Case {
        format: Format::Velociraptor,
        text: "{\"Timestamp\": \"2026-02-18T13:36:00Z\", \"vfs_path\": \"/a\", \"_Components\": [\"a\"], \"file_size\": 12, \"Fqdn\": \"dc01\"}\n",
        at: Some("2026-02-18T13:36:00Z"),
        what: "/a",
        host: "dc01",
    },
];

/// The files of [`CASES`], for tests that change them.
pub(super) fn corpus() -> Vec<&'static str> {
    CASES.iter().map(|case| case.text).collect()
}

#[test]
fn every_format_is_known_by_its_content_and_read() {
    for Case { format, text, at, what, host } in CASES {
        for ends in ["\n", "\r\n"] {
            let text = text.replace('\n', ends);
            let (detection, gathered) = whole(text.as_bytes(), None);
            assert_eq!(detection.format(), *format, "{text}");
            assert_eq!(gathered.refused, [], "{text}");
            let row = &gathered.rows[0];
            assert_eq!(row.time.at, at.and_then(millis), "{text}");
            assert_eq!((row.what.as_str(), row.host.as_str()), (*what, *host), "{text}");
            assert_eq!(detection.questions, [], "{text}");
        }
    }
}

#[test]
fn what_has_no_place_stays_beside_the_row() {
    let row = |text: &str| whole(text.as_bytes(), None).1.rows.remove(0);
    let hayabusa = row(CASES[8].text);
    assert_eq!(
        (hayabusa.techniques.as_slice(), hayabusa.tags.as_slice()),
        (&["T1059.001".to_owned()][..], &["a".to_owned(), "b".to_owned()][..])
    );
    assert!(hayabusa.extra.iter().any(|(name, value)| &**name == "MitreTags" && value == "T1059.001 ¦ G0016"));
    assert_eq!((hayabusa.level.as_str(), hayabusa.source.as_str()), ("crit", "Sec"));
    for text in [CASES[0].text, CASES[1].text] {
        assert_eq!(row(text).tags, ["a", "b"], "{text}");
    }
    assert_eq!(row(CASES[13].text).tags, ["x", "y"]);
    let exported = row(CASES[14].text);
    assert!(
        exported
            .extra
            .iter()
            .any(|(name, value)| &**name == "event_description" && value == "said \"hi\" to me, then left")
    );
    assert_eq!((row(CASES[15].text).of, row(CASES[16].text).of), (Subject::Asset, Subject::Indicator));
    let l2tcsv = row(CASES[3].text);
    assert_eq!(
        (l2tcsv.time.text.as_str(), l2tcsv.time.zone.as_str(), l2tcsv.user.as_str()),
        ("02/03/2026 13:36:00", "Europe/Berlin", "")
    );
}
