# How a deadline was computed, a step each

period-start = start {$at}, in {$zone}
period-hours = {$count ->
    [one] 1 elapsed hour
   *[other] {$count} elapsed hours
  } from {$from}: {$at}
period-full-hour = the clock hour of the start is not counted; the first full hour begins {$at}
period-day-zero = {$day} in {$zone} is the day of the event and is not counted
period-year-end = the count starts at the end of the calendar year, {$day}, which is not counted
period-day-one = {$day} is the day of the event and counts as day one
period-last-day = day {$count} is {$day}
period-last-day-of-months = {$count ->
    [one] one month on
   *[other] {$count} months on
  }, the last day is {$day}
period-clamped = that month has no day {$wanted}: its last day, {$day}
period-month = {$count ->
    [one] same date and time one month on
   *[other] same date and time {$count} months on
  }: {$at}
period-moved = {$day} is closed ({$calendar}): the next working day, {$open}
period-two-working-days = a period of two days or more holds two working days at least: {$day}
period-end-of-day = {$day} ends at 24:00: {$at}, no longer included
period-business-days = {$count ->
    [one] 1 business day
   *[other] {$count} business days
  } of {$calendar}: {$day}
period-business-days-skipping = {$count ->
    [one] 1 business day
   *[other] {$count} business days
  } of {$calendar}: {$day}; closed on {$skipped}
period-cutoff = the day ends at the cut-off: {$at}, in {$zone}
period-cap = {$count} hours after awareness, {$from}: {$at}
period-cap-passed = classified more than {$count} hours after awareness, {$from}: the limit runs from classification alone
period-earlier-of = the earlier of {$one} and {$other}: {$at}
period-open-day = {$day} is a working day ({$calendar}): not moved
period-relief-denied = {$day} is closed, but the class {$class} has no relief: not moved
period-relief-unsure = {$day} is closed; whether the limit moves depends on the class of the reporter, which was not given: not moved
period-relieved = {$day} is closed ({$calendar}); relief until {$open}: {$at}
period-no-number = the law names no number ({$rule}): elapsed time, an internal target and who decides, but no countdown
period-elapsed = elapsed {$elapsed} (hours:minutes) by this machine's clock
period-internal-target = internal target: {$at}
period-arguable = a later reading can be argued ({$rule}); it is not the target
period-aim = aim at {$due}; {$later} is the latest that can be argued
period-beyond-calendar = calendar {$calendar} lists holidays of {$first} to {$last} only; {$day} lies outside, so a closed day may be missing
period-needs-awareness = this deadline is capped from the time of awareness, which was not given
period-no-such-count = the register's terms of this deadline do not fit its rule
period-out-of-range = the deadline lies outside the years 0 to 9999
period-never-open = the calendar has no open day for ten years
