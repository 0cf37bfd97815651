# The graph of the incident: a picture along a time axis

title-graph = Grafik des Vorfalls
graph-keys-more = Shift-Links/Rechts schieben   Pos1/Ende erstes, letztes   Auf/Ab Reihe   q zurück
graph-keys = Links/Rechts Punkt   Tab Reihe   +/- Zoom   0 alles   Enter hin   Esc zurück
graph-too-small = Die Grafik braucht { $columns } Spalten und { $rows } Zeilen: Fenster vergrößern, Schrift verkleinern, oder zurück mit Esc.
graph-span = { $from } bis { $to }
graph-facts = Tatsachen { $count }
graph-actions = Handlungen { $count }
graph-clocks = Fristen { $count }
graph-most = höchstens { $count }
graph-withheld = zurückgehalten { $count }
graph-more = +{ $count } weitere
graph-before = { $count } früher
graph-after = { $count } später
graph-now = jetzt
graph-flag = { $name }, { $state }
graph-flag-late = ! { $name }, { $state }
graph-sent-late = verspätet gesendet
graph-phase-open = { $open } von { $steps } offen
graph-fallen = { $count ->
    [one] 1 Zeile, die gestrichen, berichtigt oder widerlegt wurde, ist nicht gezeichnet
   *[other] { $count } Zeilen, die gestrichen, berichtigt oder widerlegt wurden, sind nicht gezeichnet
}
graph-nothing = Noch ist nichts eingetragen, das geschehen ist.
graph-no-clocks = Keine Frist hat einen Zeitpunkt, an dem sie abläuft.
graph-fact = Tatsache { $n } von { $count }
graph-action = Handlung { $n } von { $count }
graph-clock = Frist { $n } von { $count }  fällig { $due }
graph-record = Eintrag { $record }
graph-left = noch { $left }
graph-late-by = überschritten um { $by }
graph-started = begonnen { $at }
graph-sent = Meldung gesendet { $at }
