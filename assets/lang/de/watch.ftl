# The watch after recovery: commands, fields, lines of the timeline, needs, rules, sheet

title-watch-days = Nachbeobachtung
title-plan-watch = Plan der Nachbeobachtung
title-watch-day = Ein Tag der Nachbeobachtung
title-watch-hit = Was beobachtet wurde, kam zurück
title-clear-hit = Eine andere Person zeigt, dass ein Treffer keiner war
field-watch-sources = Quellen beobachtet
field-alert-rules = Alarmregeln
field-watch-date = Tag
field-alerts = Alarme
field-alive = Melden sich
field-dead = Ausgefallen
field-export = Alarmexport, roh
field-exported = Export erstellt am
field-heartbeat = Lebenszeichen
field-same-reason = Wortgleich, warum
field-window-from = Angesehen von
field-window-to = Angesehen bis
field-alert = Alarm
field-observed = Was zu sehen war
field-false-hit = Treffer
field-answers-hit = Zu Treffer
hint-watch-sources = je Zeile Name: woran man erkennt, dass sie meldet
hint-alert-rules = wie das System sie jetzt enthält, oder was geändert wurde
hint-watch-date = today, yesterday, 24 Nov; in der Zeitzone des Falls
hint-alerts = none; oder je Zeile: 1141 benign: warum, 1142 hit on db01:
hint-alive = Namen mit Kommas, oder all
hint-dead = Namen mit Kommas; der Tag zählt, sobald sie melden
hint-export = die Datei, wie das System sie ausgibt, auch ohne Alarme
hint-exported = wann das System ihn erstellte: der Tag, den er zeigt
hint-heartbeat = was zeigt, dass die Quellen meldeten, von jenem Tag
hint-same-reason = nur, wo die Worte die eines anderen Tages sind
hint-window-from = leer: wo der Vortag endete
hint-window-to = leer: jetzt
hint-alert = seine Kennung dort, wo er ausgelöst wurde
hint-false-hit = Alarm, oder Eintrag und Alarm; leer: der letzte offene
hint-answers-hit = der wiedergekehrte Alarm, oder Eintrag und Alarm
verdict-benign = harmlos
verdict-hit = Treffer
act-watch-planned = Nachbeobachtung geplant von { $who }: { $sources ->
    [one] 1 Quelle
   *[other] { $sources } Quellen
  }
act-watched = Nachbeobachtung { $date } von { $who }: { $alerts ->
    [0] keine Alarme
    [one] 1 Alarm
   *[other] { $alerts } Alarme
  }, { $alive } melden sich{ $dead ->
    [0] {""}
   *[other] , { $dead } ausgefallen
  }
act-watched-hit = Nachbeobachtung { $date } von { $who }: { $hits ->
    [one] 1 Treffer
   *[other] { $hits } Treffer
  } unter { $alerts ->
    [one] 1 Alarm
   *[other] { $alerts } Alarmen
  }, { $alive } melden sich{ $dead ->
    [0] {""}
   *[other] , { $dead } ausgefallen
  }
act-watch-hit = kam zurück: Alarm { $alert } auf { $asset }, gesehen von { $who }: { $words }
act-hit-cleared = Alarm { $alert } (Eintrag { $record }) war kein Treffer, laut { $who }: { $words }
need-hit = Alarm { $alert } auf { $asset } ist ein Treffer: erneut eindämmen, oder eine andere Person zeigt, dass es keiner ist
need-dead-source = { $names } war beim letzten Nachsehen ausgefallen: wieder in Gang bringen und den Tag erneut schreiben
need-watch-plan = etwas ist in Betrieb, und kein Plan sagt, was beobachtet wird: Tage zählen nur mit Plan
need-watch-day = die Nachbeobachtung vom { $date } hat noch niemand geschrieben
need-watch-days = die Nachbeobachtung vom { $date } hat noch niemand geschrieben, auch nicht die { $before ->
    [one] des Tages davor
   *[other] der { $before } Tage davor
  }
knew-watched = sah die Alarme eines Tages an
knew-hit = sah, dass es zurückkam
knew-cleared-hit = zeigte, dass ein Treffer keiner war
override-same-words = die Nachbeobachtung vom { $date } hat die Worte eines anderen Tages, und { $who } hat gesagt, warum

c2-11-missing = Alarm { $alert } aus Eintrag { $record } ist ein Treffer, und deswegen wurde nichts erneut eingedämmt
c2-11-next = Eindämmen und diesen Treffer nennen, mit einem Test von außen; oder eine andere Person zeigen lassen, dass es keiner ist
c9-01-missing = Es war kein Plan eingetragen, der sagt, was beobachtet wird
c9-01-next = Indikatoren, Alarmregeln und Quellen festlegen und ab dann die Tage schreiben
c9-02-missing = Im Plan fehlt { $field }
c9-02-next = Den Plan damit erneut eintragen: Der letzte Plan gilt
c9-03-missing = Die Alarmregeln sind leer, ein Dokument oder dieselben wie zuvor
c9-03-next = Beifügen, was das System nach der Änderung enthält und was es zuvor enthielt
c9-04-missing = Niemand sagt, woran man erkennt, dass { $names } meldet
c9-04-next = Den Plan erneut eintragen, mit einer Prüfung für jede Quelle
c9-05-missing = Der Plan aus Eintrag { $record } zählt selbst nicht: { $rule }
c9-05-next = Den Plan mit dem Fehlenden erneut eintragen, und dann den Tag
c9-06-missing = Der Plan beobachtet auf { $cited }, und inzwischen gibt es { $current }
c9-06-next = Die neuen Indikatoren in die Alarmregeln aufnehmen und den Plan erneut eintragen
c9-07-missing = Die Nachbeobachtung vom { $date } ist im Voraus geschrieben
c9-07-next = Den Tag schreiben, wenn er gekommen und angesehen ist
c9-08-missing = Die Nachbeobachtung vom { $date } wurde am { $written } geschrieben, ohne einen Export von jenem Tag
c9-08-next = Den rohen Export beifügen, der an jenem Tag erstellt wurde, mit seiner Zeit; sonst ist der Tag verloren, und ein anderer muss beobachtet werden
c9-09-missing = Die Nachbeobachtung vom { $date } ist später geschrieben, und niemand sagt, warum
c9-09-next = Schreiben, warum
c9-10-missing = Nichts ist in Betrieb, das zählt: Die Nachbeobachtung hat nicht begonnen
c9-10-next = Das Wiederhergestellte scannen und freigeben lassen; wo nichts wiederherzustellen war, sagt das ein Vermerk zu Maßnahme 6
c9-11-missing = { $what } ging am { $date } in Betrieb: Nur die Tage danach zählen
c9-11-next = Weiter beobachten und ab dem nächsten jeden Tag schreiben
c9-12-missing = { $date } zählt schon, durch Eintrag { $record }
c9-12-next = Nichts zu tun: Ein Tag zählt einmal
c9-13-missing = Der Schluss hat die Worte vom { $date }
c9-13-next = Schreiben, was dieser Tag zeigte, oder angeben, warum dieselben Worte richtig sind
c9-14-missing = { $names } war ausgefallen: Was dort geschah, konnte niemand sehen
c9-14-next = Wieder in Gang bringen, erneut ansehen und den Tag erneut schreiben
c9-15-missing = Niemand sagt, ob { $names } gemeldet hat
c9-15-next = Das Lebenszeichen jeder Quelle des Plans ansehen und den Tag erneut schreiben
c9-16-missing = { $field } fehlt: Was angesehen wurde, kann nicht noch einmal angesehen werden
c9-16-next = Den Export beifügen, wie das System ihn ausgibt, mit der Zeit, zu der er erstellt wurde; auch eine Suche ohne Alarme ist einer
c9-17-missing = Der Export ist vom { $other }, und der Tag ist { $date }
c9-17-next = Den Export beifügen, der an jenem Tag erstellt wurde
c9-18-missing = Der Export wurde { $span } vor dem Ende dessen erstellt, was angesehen wurde
c9-18-next = Den Export erstellen, wenn die Zeit um ist
c9-19-missing = Kein Lebenszeichen zeigt, dass die Quellen meldeten
c9-19-next = Beifügen, was sie sandten, oder die Liste, wann jede zuletzt zu hören war
c9-20-missing = Die Datei in { $field } hat genau die Bytes einer vom { $date }
c9-20-next = Beifügen, was für diesen Tag erstellt wurde; eine Suche gibt aus, wann sie lief
c9-21-missing = Niemand sagt, als was sich { $names } herausgestellt hat
c9-21-next = Hinter jeden Alarm benign mit dem Grund schreiben, oder hit mit dem, worauf er lag
c9-22-missing = Niemand sagt, ob es Alarme gab
c9-22-next = Jeden Alarm mit seiner Kennung schreiben, oder none
c9-23-missing = Angegeben ist keiner, und { $names } steht im Export
c9-23-next = Den Alarm mit seiner Kennung schreiben, und als was er sich herausgestellt hat
c9-24-missing = Kein Schluss in Worten sagt, was daraus folgt
c9-24-next = In einem Satz schreiben, was angesehen wurde und was es zeigt
c9-25-missing = { $who } ist keine Person aus der Besetzung
c9-25-next = Eine Person aus der Besetzung nachsehen lassen und sie nennen
c9-26-missing = { $who } hat etwas entfernt oder wiederhergestellt und sieht jetzt nach, ob es hält
c9-26-next = Jemand anderen nachsehen lassen, wo es jemanden gibt
c9-27-missing = Die angesehene Zeit fehlt, läuft rückwärts oder liegt nicht an dem Tag
c9-27-next = Angeben, von wann bis wann die Alarme angesehen wurden
c9-28-missing = Die { $span } davor hat niemand angesehen
c9-28-next = Auch die Alarme jener Zeit ansehen und beginnen, wo der Vortag endete
c9-29-missing = Alarm { $alert } ist ein Treffer: Die Eindämmung ist wieder offen, und kein Tag zählt
c9-29-next = Eindämmen und diesen Treffer nennen, oder eine andere Person zeigen lassen, dass es keiner ist
c9-30-missing = Alarm { $alert } kam zurück und wurde am { $date } eingedämmt: Die Zählung beginnt mit dem Tag danach
c9-30-next = Weiter beobachten: Sieben weitere Tage sind nötig
c9-31-missing = Wer zeigt, dass es kein Treffer war, hat es einen genannt oder ist keine Person
c9-31-next = Eine andere Person es ansehen und sagen lassen, was es war
c9-32-missing = Die Uhr ist gesprungen und wurde seither nicht verglichen: Niemand weiß, dass es jener Tag war
c9-32-next = Die Uhr mit einer Referenz vergleichen
c9-33-missing = { $count } von { $days } Tagen zählen
c9-33-next = Jeden Tag am Tag selbst schreiben: Alarme, Quellen, Export, Lebenszeichen, was daraus folgt
c9-34-missing = Der Plan aus Eintrag { $record } wurde nach dem { $date } eingetragen: Niemand hatte festgelegt, was an jenem Tag beobachtet wurde
c9-34-next = Jener Tag zählt nicht; einen anderen Tag nach dem Plan beobachten
c9-35-missing = Die Nachbeobachtung vom { $date } wurde am { $written } geschrieben: einer von mehr als { $many } früheren Tagen an einem Tag, oder mehr als { $days } Tage danach
c9-35-next = Jener Tag zählt nicht; jeden Tag am Tag selbst schreiben und einen anderen an seiner Stelle beobachten
c9-36-missing = Nur { $looked } des Tages wurden angesehen, und { $span } davor nicht
c9-36-next = Die Alarme seit dem Ende des Vortags ansehen und den Tag mit diesem Zeitraum schreiben
c9-37-missing = Der Export wurde nicht ganz nach dem durchsucht, was beobachtet wird: Er ist { $why }
c9-37-next = Den Export als reinen Text beifügen, oder zu jedem Indikator angeben, dass Sie auf andere Weise nach ihm gesucht haben
unsearched-large = größer als das, was gelesen wird
unsearched-packed = gepackt, oder kein Text
c9-38-missing = Das Lebenszeichen nennt { $names } neben einem Wort für Stille, und der Tag führt die Quelle unter denen, die sich melden
c9-38-next = Nachsehen, ob sie meldet; wenn nicht, den Tag erneut schreiben und sie unter den ausgefallenen nennen

watch-h-count = Tag { $count } von { $days }
watch-begin = Tage zählen nach dem { $date }: { $how } um { $at } (Eintrag { $record }): { $what }
watch-begin-live = das Letzte ging in Betrieb
watch-begin-removed = nichts war wiederherzustellen, das Letzte wurde entfernt
watch-begin-again = was zurückkam, wurde eingedämmt
watch-not-begun = nichts ist in Betrieb, das zählt: Tage zählen ab dem Tag danach
watch-hit-open = ein Treffer ist offen: Kein Tag zählt, bis er wieder eingedämmt ist
watch-over = die Nachbeobachtung ist mit Eintrag { $record } zu Ende
watch-h-plan = Plan
watch-no-plan = kein Plan: Tage zählen nur mit Plan
watch-plan = Eintrag { $record }: Indikatoren { $set }, Regeln { $rules } (SHA-256 { $digest }), von { $who }, { $at }
watch-source = { $name }: { $check }
watch-h-days = Tage
watch-no-day = noch kein Tag wurde geschrieben
watch-day-counts = { $weekday } { $date }  Tag { $number } von { $days }  { $who }, { $alerts ->
    [0] keine Alarme
    [one] 1 Alarm
   *[other] { $alerts } Alarme
  }, { $alive } von { $sources } melden sich, Eintrag { $record }
watch-day-not = { $weekday } { $date }  zählt nicht  { $who }, { $alerts ->
    [0] keine Alarme
    [one] 1 Alarm
   *[other] { $alerts } Alarme
  }, { $alive } von { $sources } melden sich, Eintrag { $record }
watch-day-none = { $weekday } { $date }  niemand hat ihn geschrieben
watch-day-free = { $weekday } { $date }  -
watch-window = { $from } bis { $to }; Export { $export } ({ $export-digest }), Lebenszeichen { $heartbeat } ({ $heartbeat-digest })
watch-alert = Alarm { $alert }, { $verdict }: { $words }
watch-alert-open = Alarm { $alert }: { $words }
watch-conclusion = { $words }
watch-same = dieselben Worte, weil: { $words }
watch-h-hits = Was zurückkam
watch-hit-waits = Alarm { $alert } auf { $asset }, Eintrag { $record } von { $who }, nicht eingedämmt: { $words }
watch-hit-contained = Alarm { $alert } auf { $asset }, Eintrag { $record } von { $who }, eingedämmt durch Eintrag { $by }: { $words }
watch-hit-cleared = Alarm { $alert } auf { $asset }, Eintrag { $record } von { $who }, keiner laut Eintrag { $by }: { $words }
