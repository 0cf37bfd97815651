//! Samples as the tools write them, and hostile ones.

use super::*;
use proptest::prelude::*;

fn at(text: &str) -> Option<Stamp> {
    Some(Stamp::At(Instant::parse_rfc3339(text).unwrap()))
}

fn local_time(text: &str) -> Option<Stamp> {
    Some(Stamp::Local(text.to_owned()))
}

struct Sample {
    bytes: Vec<u8>,
    timing: Option<&'static str>,
    format: &'static str,
    started: Option<Stamp>,
    ended: Option<Stamp>,
    host: Option<&'static str>,
    user: Option<&'static str>,
    commands: &'static [&'static str],
}

fn sample(text: &str, format: &'static str) -> Sample {
    let bytes = text.as_bytes().to_vec();
    Sample { bytes, timing: None, format, started: None, ended: None, host: None, user: None, commands: &[] }
}

const POWERSHELL: &str = "**********************\r\nWindows PowerShell transcript start\r\nStart time: 20261121164612\r\nUsername: CORP\\adm-reed\r\nRunAs User: CORP\\adm-reed\r\nConfiguration Name: \r\nMachine: FW-MGMT01 (Microsoft Windows NT 10.0.19045.0)\r\nHost Application: C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe\r\nProcess ID: 4711\r\n**********************\r\nTranscript started, output file is C:\\t.txt\r\nPS C:\\Users\\adm-reed> Disable-ADAccount svc-backup\r\nPS C:\\Users\\adm-reed> Get-ADUser svc-backup | select Enabled\r\n\r\nEnabled\r\n-------\r\n  False\r\nEnd time: 19990101000000\r\n**********************\r\nWindows PowerShell transcript end\r\nEnd time: 20261121165002\r\n**********************\r\n";

fn samples() -> Vec<Sample> {
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(POWERSHELL.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let powershell = Sample {
        started: local_time("2026-11-21 16:46:12"),
        ended: local_time("2026-11-21 16:50:02"),
        host: Some("FW-MGMT01"),
        user: Some("CORP\\adm-reed"),
        commands: &["Disable-ADAccount svc-backup", "Get-ADUser svc-backup | select Enabled"],
        ..sample(POWERSHELL, "powershell")
    };
    vec![
        Sample {
            started: at("2026-11-21T15:46:12Z"),
            ended: at("2026-11-21T15:50:02Z"),
            commands: &["ssh fw01"],
            ..sample(
                "Script started on 2026-11-21 16:46:12+01:00 [COMMAND=\"ssh fw01\" TERM=\"xterm\" TTY=\"/dev/pts/1\" COLUMNS=\"80\" LINES=\"24\"]\nfw01# show run\r\n\nScript done on 2026-11-21 16:50:02+01:00 [COMMAND_EXIT_CODE=\"0\"]\n",
                "script",
            )
        },
        Sample {
            timing: Some("0.250000 12\n1.5 40\n0.000001 1\n"),
            started: at("2026-11-21T15:46:12Z"),
            ended: at("2026-11-21T15:46:13.750Z"),
            ..sample("Script started on 2026-11-21 16:46:12+01:00 [<not executed on terminal>]\ncut off here", "script")
        },
        Sample {
            timing: Some("H 0.000000 START_TIME 2026-11-21 16:46:12+01:00\nO 2.0 5\nI 1.0 1\nS 0.5 SIGWINCH\n"),
            started: at("2026-11-21T15:46:12Z"),
            ended: at("2026-11-21T15:46:15.500Z"),
            ..sample("Script started on 2026-11-21 16:46:12+01:00\n", "script")
        },
        Sample {
            started: local_time("2026-11-21 16:46:12"),
            ended: local_time("2026-11-21 16:50:02"),
            ..sample(
                "Script started on Sat Nov 21 16:46:12 2026\n$ pfctl -f x\n\nScript done on Sat Nov 21 16:50:02 2026\n",
                "script",
            )
        },
        Sample {
            started: local_time("2026-11-21 16:46:12"),
            host: Some("10.20.0.1"),
            user: Some("netadmin"),
            ..sample(
                "=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.21 16:46:12 =~=~=~=~=~=~=~=~=~=~=~=\r\nUsing username \"netadmin\".\r\nnetadmin@10.20.0.1's password: \r\nfw01#conf t\r\n=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2026.11.21 17:00:00 =~=~=~=~=~=~=~=~=~=~=~=\r\n",
                "putty",
            )
        },
        Sample { bytes: wide, ..sample("", "powershell") }.with(&powershell),
        powershell,
        Sample {
            started: at("2026-11-21T15:46:12Z"),
            ended: at("2026-11-21T15:46:14.500Z"),
            commands: &["ssh fw01"],
            ..sample(
                "{\"version\": 2, \"width\": 80, \"height\": 24, \"timestamp\": 1795275972, \"command\": \"ssh fw01\"}\n[0.1, \"o\", \"x\"]\n[2.5, \"o\", \"y\"]\n",
                "asciicast",
            )
        },
        Sample {
            started: Some(Stamp::Yearless("11-21 16:46:12".to_owned())),
            ended: Some(Stamp::Yearless("11-21 16:46:40".to_owned())),
            user: Some("netadmin"),
            commands: &["interface Gi0/3", "shutdown"],
            ..sample(
                "*Nov 21 16:46:12.345: %PARSER-5-CFGLOG_LOGGEDCMD: User:netadmin  logged command:interface Gi0/3\n*Nov 21 16:46:20.001: %PARSER-5-CFGLOG_LOGGEDCMD: User:netadmin  logged command:shutdown\n*Nov 21 16:46:40: %SYS-5-CONFIG_I: Configured from console by netadmin on vty0 (10.0.0.5)\n",
                "device-log",
            )
        },
        Sample {
            started: at("2026-11-21T15:46:12Z"),
            ended: at("2026-11-21T15:47:00Z"),
            host: Some("fw01"),
            ..sample(
                "<189>1 2026-11-21T15:46:12Z fw01 sshd 77 - - login netadmin\n<189>1 2026-11-21T15:47:00Z fw01 sshd 77 - - logout\n",
                "device-log",
            )
        },
        Sample {
            started: local_time("2026-11-21 16:46:12"),
            ended: local_time("2026-11-21 16:46:13"),
            host: Some("core-sw"),
            ..sample("2026/11/21 16:46:12 core-sw port 7 down\n2026-11-21 16:46:13,120 core-sw saved\n", "device-log")
        },
        Sample {
            started: local_time("2026-11-21 16:46:12"),
            ended: local_time("2026-11-21 16:46:12"),
            ..sample(
                "Nov 21 2026 16:46:12: %ASA-5-111008: User 'enable_15' executed the 'shutdown' command.\n",
                "device-log",
            )
        },
    ]
}

impl Sample {
    fn with(self, other: &Sample) -> Sample {
        let (started, ended) = (other.started.clone(), other.ended.clone());
        Sample { started, ended, host: other.host, user: other.user, commands: other.commands, ..self }
    }
}

#[test]
fn formats_are_told_from_each_other_and_say_what_they_say() {
    for sample in samples() {
        let reading = read(&sample.bytes, sample.timing.map(str::as_bytes), None)
            .unwrap_or_else(|| panic!("not told: {}", String::from_utf8_lossy(&sample.bytes)));
        let expected = Reading {
            format: sample.format,
            started: sample.started,
            ended: sample.ended,
            host: sample.host.map(str::to_owned),
            user: sample.user.map(str::to_owned),
            commands: sample.commands.iter().map(|command| (*command).to_owned()).collect(),
        };
        assert_eq!(reading, expected);
        assert_eq!(read(&sample.bytes, sample.timing.map(str::as_bytes), Some(sample.format)), Some(expected));
    }
}

#[test]
fn hostile_and_half_transcripts_give_what_they_have() {
    for none in [
        &b""[..],
        b"\xff\xfe",
        b"\xff\xfe\x00",
        b"just words\nand more\n",
        b"{\"version\":2}",
        b"**********************\n",
        b"PuTTY log 2026.11.21 16:46:12",
        b"2026-13-45 99:99:99 host x\n",
        b"%PDF-1.7\n2026-11-21 16:46:12 x\n\x00\x00\nnot a log\nnor here\n",
    ] {
        assert_eq!(read(none, None, None), None, "{:?}", String::from_utf8_lossy(none));
    }
    // A session that prints the head of another transcript does not become that one.
    let inside = b"Script started on 2026-11-21 16:46:12+01:00\n=~=~=~= PuTTY log 1999.01.01 00:00:00 =~=~=~=\n";
    assert_eq!(read(inside, None, None).map(|reading| reading.format), Some("script"));
    let started = |text: &str| read(text.as_bytes(), None, None).and_then(|reading| reading.started);
    assert_eq!(started("Script started on yesterday\n"), None);
    assert_eq!(started("Script started on 2026-11-21 25:46:12+01:00\n"), None);
    assert_eq!(started("Script started on Sat \u{202e}Nov 21 16:46:12 2026\n"), None);
    assert_eq!(
        started("{\"version\":2,\"width\":1,\"height\":1,\"timestamp\":9223372036854775807}\n"),
        None,
        "a time that is none"
    );
    let escapes =
        read(b"=~=~ PuTTY log 2026.11.21 16:46:12 =~=~\nadmin@\x1b[2Jfw01's password:\n", None, None).unwrap();
    assert_eq!(escapes.host.as_deref(), Some("\u{1b}[2Jfw01"), "kept as it is; cleaned where it is shown");
}

proptest! {
    #[test]
    fn no_bytes_stop_a_reader(bytes in prop::collection::vec(any::<u8>(), 0..400), which in 0_usize..5) {
        let _ = read(&bytes, Some(&bytes), FORMATS.get(which).copied());
        for sample in samples() {
            let mut mixed = sample.bytes.clone();
            let cut = bytes.len() % mixed.len().max(1);
            mixed.splice(cut.., bytes.iter().copied());
            let _ = read(&mixed, Some(&bytes), None);
        }
    }
}
