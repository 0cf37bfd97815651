//! The table of formats.

use super::{Format, Known};
use crate::library::foreign::mapping::{Quoting, Role, Shape};
use crate::library::foreign::row::Subject;
use crate::library::foreign::time::{TimeForm, Unit};

const TIMESKETCH: &[(&str, Role)] = &[
    ("datetime", Role::Time),
    ("timestamp", Role::TimeElse),
    ("message", Role::What),
    ("timestamp_desc", Role::Kind),
    ("source_short", Role::Source),
    ("source", Role::Source),
    ("hostname", Role::Host),
    ("computer_name", Role::Host),
    ("computer", Role::Host),
    ("host", Role::Host),
    ("username", Role::User),
    ("user", Role::User),
    ("level", Role::Level),
    ("tag", Role::Tags),
    ("mitretags", Role::Techniques),
    ("techniques", Role::Techniques),
    ("channel", Role::Source),
];
const TLN: &[(&str, Role)] = &[
    ("time", Role::Time),
    ("source", Role::Source),
    ("host", Role::Host),
    ("user", Role::User),
    ("description", Role::What),
];
const IRIS_EVENT: &[(&str, Role)] = &[
    ("event_date", Role::Time),
    ("event_tz", Role::Zone),
    ("event_title", Role::What),
    ("event_category", Role::Kind),
    ("event_source", Role::Source),
    ("event_tags", Role::Tags),
];
const IRIS_ASSET: &[(&str, Role)] = &[
    ("asset_name", Role::What),
    ("asset_type_name", Role::Kind),
    ("asset_tags", Role::Tags),
    ("asset_type", Role::Kind),
];
const IRIS_IOC: &[(&str, Role)] =
    &[("ioc_value", Role::What), ("ioc_type", Role::Kind), ("ioc_tags", Role::Tags), ("type_name", Role::Kind)];

/// The formats, the most particular first: the first that fits is taken.
pub const KNOWN: &[Known] = &[
    Known {
        format: Format::HayabusaTimesketch,
        needs: &["datetime", "timestamp_desc", "message", "level", "computer", "channel", "eventid"],
        roles: TIMESKETCH,
        tags_between: "¦",
        ..Known::CELLS
    },
    Known {
        format: Format::HayabusaCsv,
        needs: &["timestamp", "ruletitle", "level", "computer", "channel", "eventid"],
        roles: &[
            ("timestamp", Role::Time),
            ("ruletitle", Role::What),
            ("level", Role::Level),
            ("computer", Role::Host),
            ("channel", Role::Source),
            ("mitretags", Role::Techniques),
            ("othertags", Role::Tags),
        ],
        tags_between: "¦",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisTimeline,
        needs: &[
            "event_date",
            "event_tz",
            "event_title",
            "event_category",
            "event_content",
            "event_raw",
            "event_source",
            "event_assets",
            "event_iocs",
            "event_tags",
        ],
        roles: IRIS_EVENT,
        tags_between: "|",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisTimelineExport,
        needs: &["event_date(utc)", "event_title", "event_description", "event_tz", "event_date_wtz", "event_category"],
        roles: &[
            ("event_date(utc)", Role::Time),
            ("event_title", Role::What),
            ("event_category", Role::Kind),
            ("event_tags", Role::Tags),
        ],
        utc: true,
        quoting: Quoting::Unescaped,
        tags_between: "|;,",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisAssets,
        subject: Subject::Asset,
        needs: &["asset_name", "asset_type_name"],
        roles: IRIS_ASSET,
        tags_between: "|",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisIocs,
        subject: Subject::Indicator,
        needs: &["ioc_value", "ioc_type"],
        roles: IRIS_IOC,
        tags_between: "|",
        ..Known::CELLS
    },
    Known {
        format: Format::PlasoL2tcsv,
        needs: &["date", "time", "timezone", "macb", "source", "sourcetype", "type", "desc"],
        roles: &[
            ("date", Role::Time),
            ("time", Role::Clock),
            ("timezone", Role::Zone),
            ("source", Role::Source),
            ("type", Role::Kind),
            ("user", Role::User),
            ("host", Role::Host),
            ("desc", Role::What),
        ],
        form: Some(TimeForm::MonthFirst),
        quoting: Quoting::None,
        ..Known::CELLS
    },
    Known {
        format: Format::L2tTln,
        needs: &["time", "source", "host", "user", "description", "tz", "notes"],
        roles: TLN,
        form: Some(TimeForm::Epoch(Unit::Seconds)),
        quoting: Quoting::None,
        separator: '|',
        ..Known::CELLS
    },
    Known {
        format: Format::Tln,
        needs: &["time", "source", "host", "user", "description"],
        roles: TLN,
        form: Some(TimeForm::Epoch(Unit::Seconds)),
        quoting: Quoting::None,
        separator: '|',
        ..Known::CELLS
    },
    Known {
        format: Format::ForensicTimeliner,
        needs: &["datetime", "timestampinfo", "artifactname", "tool", "description"],
        roles: &[
            ("datetime", Role::Time),
            ("timestampinfo", Role::Kind),
            ("artifactname", Role::Source),
            ("description", Role::What),
            ("user", Role::User),
            ("computer", Role::Host),
        ],
        ..Known::CELLS
    },
    Known {
        format: Format::Chainsaw,
        needs: &["timestamp", "detections", "path"],
        roles: &[
            ("timestamp", Role::Time),
            ("detections", Role::What),
            ("path", Role::Source),
            ("computer", Role::Host),
            ("user", Role::User),
        ],
        ..Known::CELLS
    },
    Known {
        format: Format::Kanvas,
        section: "Timeline",
        needs: &["timestamp_utc_0", "evidencetype", "event system", "activity"],
        roles: &[
            ("timestamp_utc_0", Role::Time),
            ("activity", Role::What),
            ("evidencetype", Role::Source),
            ("event system", Role::Host),
            ("suspect account", Role::User),
            ("mitre tactic", Role::Kind),
            ("mitre techniques", Role::Techniques),
        ],
        utc: true,
        ..Known::CELLS
    },
    Known {
        format: Format::Kanvas,
        section: "Systems",
        subject: Subject::Asset,
        needs: &["hostname", "ipaddress", "systemtype", "reason for listing"],
        roles: &[("hostname", Role::What), ("systemtype", Role::Kind)],
        ..Known::CELLS
    },
    Known {
        format: Format::Kanvas,
        section: "Accounts",
        subject: Subject::Asset,
        needs: &["accountname", "username", "sid", "accounttype"],
        roles: &[("accountname", Role::What), ("accounttype", Role::Kind), ("username", Role::User)],
        ..Known::CELLS
    },
    Known {
        format: Format::Kanvas,
        section: "Indicators",
        subject: Subject::Indicator,
        needs: &["indicatortype", "indicator", "tlp", "sha256"],
        roles: &[("indicator", Role::What), ("indicatortype", Role::Kind), ("source", Role::Source)],
        ..Known::CELLS
    },
    Known {
        format: Format::Redline,
        needs: &["alert", "tag", "timestamp", "field", "summary"],
        roles: &[("timestamp", Role::Time), ("field", Role::Kind), ("summary", Role::What), ("tag", Role::Tags)],
        ..Known::CELLS
    },
    Known {
        format: Format::PlasoDynamic,
        needs: &["datetime", "message"],
        any: &["source_long", "parser", "display_name"],
        without: &["timestamp", "data_type"],
        roles: TIMESKETCH,
        quoting: Quoting::None,
        tags_between: " ",
        ..Known::CELLS
    },
    Known {
        format: Format::TimesketchCsv,
        needs: &["message", "timestamp_desc"],
        any: &["datetime", "timestamp"],
        roles: TIMESKETCH,
        ..Known::CELLS
    },
    Known {
        format: Format::PlasoJsonLine,
        shape: Shape::Lines,
        needs: &["__container_type__", "timestamp", "timestamp_desc"],
        roles: &[
            ("timestamp", Role::Time),
            ("timestamp_desc", Role::Kind),
            ("message", Role::What),
            ("parser", Role::Source),
            ("hostname", Role::Host),
            ("computer_name", Role::Host),
            ("username", Role::User),
            ("tag", Role::Tags),
        ],
        form: Some(TimeForm::Epoch(Unit::Micros)),
        ..Known::CELLS
    },
    Known {
        format: Format::TimesketchJsonl,
        shape: Shape::Lines,
        needs: &["message", "timestamp_desc"],
        any: &["datetime", "timestamp"],
        roles: TIMESKETCH,
        ..Known::CELLS
    },
    Known {
        format: Format::Velociraptor,
        shape: Shape::Lines,
        any: &["_ts", "_components", "vfs_path", "clientid", "flowid", "fqdn", "_source"],
        roles: &[
            ("timestamp", Role::Time),
            ("eventtime", Role::Time),
            ("_ts", Role::Time),
            ("message", Role::What),
            ("vfs_path", Role::What),
            ("type", Role::Kind),
            ("_source", Role::Source),
            ("fqdn", Role::Host),
            ("hostname", Role::Host),
            ("username", Role::User),
        ],
        ..Known::CELLS
    },
    Known {
        format: Format::IrisCase,
        shape: Shape::Sections,
        section: "timeline",
        needs: &["case", "timeline", "iocs", "assets"],
        // `event_date` of the case file is UTC already: `event_tz` says what it was entered in, beside `event_date_wtz`.
        roles: &[
            ("event_date", Role::Time),
            ("event_title", Role::What),
            ("category", Role::Kind),
            ("event_source", Role::Source),
            ("event_tags", Role::Tags),
        ],
        utc: true,
        tags_between: "|,",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisCase,
        shape: Shape::Sections,
        section: "assets",
        subject: Subject::Asset,
        needs: &["case", "timeline", "iocs", "assets"],
        roles: IRIS_ASSET,
        tags_between: "|,",
        ..Known::CELLS
    },
    Known {
        format: Format::IrisCase,
        shape: Shape::Sections,
        section: "iocs",
        subject: Subject::Indicator,
        needs: &["case", "timeline", "iocs", "assets"],
        roles: IRIS_IOC,
        tags_between: "|,",
        ..Known::CELLS
    },
    Known {
        format: Format::Aurora,
        shape: Shape::Sections,
        section: "timeline",
        needs: &["storage_format_version", "timeline"],
        roles: &[
            ("date_time", Role::Time),
            ("event_data", Role::What),
            ("event_type", Role::Kind),
            ("event_host", Role::Host),
            ("killchain", Role::Tags),
        ],
        ..Known::CELLS
    },
    Known {
        format: Format::Aurora,
        shape: Shape::Sections,
        section: "systems",
        subject: Subject::Asset,
        needs: &["storage_format_version", "timeline"],
        roles: &[("text", Role::What), ("system_type", Role::Kind)],
        ..Known::CELLS
    },
];
