# How a deadline was computed, a step each

period-start = Beginn {$at}, in {$zone}
period-hours = {$count ->
    [one] 1 verstrichene Stunde
   *[other] {$count} verstrichene Stunden
  } ab {$from}: {$at}
period-full-hour = die Stunde, in die der Beginn fällt, wird nicht mitgerechnet; die erste volle Stunde beginnt {$at}
period-day-zero = {$day} in {$zone} ist der Tag des Ereignisses und zählt nicht
period-year-end = die Zählung beginnt mit dem Ende des Kalenderjahres; der {$day} selbst zählt nicht
period-day-one = {$day} ist der Tag des Ereignisses und zählt als Tag eins
period-last-day = Tag {$count} ist {$day}
period-last-day-of-months = {$count ->
    [one] einen Monat
   *[other] {$count} Monate
  } weiter ist der letzte Tag {$day}
period-clamped = jener Monat hat keinen Tag {$wanted}: sein letzter Tag, {$day}
period-month = {$count ->
    [one] gleiches Datum, gleiche Uhrzeit, einen Monat
   *[other] gleiches Datum, gleiche Uhrzeit, {$count} Monate
  } weiter: {$at}
period-moved = {$day} ist kein Arbeitstag ({$calendar}): der nächste Arbeitstag, {$open}
period-two-working-days = eine Frist von zwei Tagen oder mehr umfasst mindestens zwei Arbeitstage: {$day}
period-end-of-day = {$day} endet um 24:00 Uhr: {$at}, selbst nicht mehr umfasst
period-business-days = {$count ->
    [one] 1 Geschäftstag
   *[other] {$count} Geschäftstage
  } nach {$calendar}: {$day}
period-business-days-skipping = {$count ->
    [one] 1 Geschäftstag
   *[other] {$count} Geschäftstage
  } nach {$calendar}: {$day}; geschlossen am {$skipped}
period-cutoff = der Tag endet mit dem Annahmeschluss: {$at}, in {$zone}
period-cap = {$count} Stunden nach Kenntnis, {$from}: {$at}
period-cap-passed = mehr als {$count} Stunden nach Kenntnis eingestuft, {$from}: Die Frist läuft allein ab der Einstufung
period-earlier-of = das frühere von {$one} und {$other}: {$at}
period-open-day = {$day} ist ein Arbeitstag ({$calendar}): nicht verschoben
period-relief-denied = {$day} ist kein Arbeitstag, aber die Klasse {$class} hat keine Erleichterung: nicht verschoben
period-relief-unsure = {$day} ist kein Arbeitstag; ob die Frist sich verschiebt, hängt von der Klasse des Meldenden ab, die nicht angegeben ist: nicht verschoben
period-relieved = {$day} ist kein Arbeitstag ({$calendar}); Erleichterung bis {$open}: {$at}
period-no-number = das Gesetz nennt keine Zahl ({$rule}): verstrichene Zeit, ein internes Ziel und wer entscheidet, aber kein Countdown
period-elapsed = verstrichen {$elapsed} (Stunden:Minuten) nach der Uhr dieses Rechners
period-internal-target = internes Ziel: {$at}
period-arguable = eine spätere Lesart ist vertretbar ({$rule}); sie ist nicht das Ziel
period-aim = Ziel ist {$due}; {$later} ist das Späteste, was vertretbar ist
period-beyond-calendar = Kalender {$calendar} führt Feiertage nur von {$first} bis {$last}; {$day} liegt außerhalb, es kann also ein freier Tag fehlen
period-needs-awareness = diese Frist ist ab der Kenntnis gedeckelt, deren Zeit nicht angegeben ist
period-no-such-count = die Angaben des Registers zu dieser Frist passen nicht zu ihrer Regel
period-out-of-range = die Frist liegt außerhalb der Jahre 0 bis 9999
period-never-open = der Kalender hat zehn Jahre lang keinen Arbeitstag
