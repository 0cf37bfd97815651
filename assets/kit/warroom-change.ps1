# warroom-change.ps1: wraps one change on this host into one directory (a "bundle") of plain files.
# Written for Windows PowerShell 5.1 and PowerShell 7. NOT TESTED on either: read it, try it on a host
# that does not matter, and tell the war room what happened.
#
# In this order it
#   1. makes a new directory; one that exists is never touched,
#   2. runs the command that shows the state            -> before.txt
#   3. runs the change; a command that throws, or ends with an exit code other than 0, ends it
#                                                       -> transcript.txt
#   4. runs the command that shows the state once more  -> after.txt
#   5. writes down clock, host and people, and a SHA-256 of each file.
# It runs the commands that you give it, as you, and nothing else. It asks for no elevation, opens no
# connection and writes nowhere but in its directory.
#
# It asks for what is not given:
#   powershell -ExecutionPolicy Bypass -File warroom-change.ps1
# and at a PowerShell prompt takes
#   .\warroom-change.ps1 [-Operator NAME] [-Asset NAME] [-State 'COMMAND'] [-Change 'COMMAND','COMMAND']
#       [-Authority WHO] [-Rollback HOW] [-Directory PATH]
# Everything that the commands print is kept. Put no password or key into a command.

param(
    [string]$Operator = '',
    [string]$Asset = '',
    [string]$State = '',
    [string[]]$Change = @(),
    [string]$Authority = '',
    [string]$Rollback = '',
    [string]$Directory = '.'
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

function Get-Utc { [DateTime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ') }

# Text as UTF-8 without a byte order mark, lines ending in a line feed, on every version.
function Add-Text([string]$Name, [string]$Text) {
    $utf8 = New-Object System.Text.UTF8Encoding($false)
    [IO.File]::AppendAllText((Join-Path $script:Bundle $Name), $Text, $utf8)
}

# One line "name: value" of meta.txt. A line break in the value would make two lines of one.
function Add-Meta([string]$Name, [string]$Value) {
    Add-Text 'meta.txt' ("{0}: {1}`n" -f $Name, ($Value -replace '[\r\n]', ' '))
}

# The clock of this host and what keeps it right, as far as this user may see it.
function Add-Clock([string]$When) {
    $local = [DateTimeOffset]::Now.ToString('yyyy-MM-ddTHH:mm:sszzz')
    $ErrorActionPreference = 'Continue'
    $ntp = try { & w32tm.exe /query /status 2>&1 | Out-String } catch { "w32tm: $_" }
    $zone = [TimeZoneInfo]::Local.Id
    Add-Text 'clock.txt' "== $When`nutc: $(Get-Utc)`nlocal: $local $zone`nsource: w32tm`n$ntp`n"
}

# Runs the state command and keeps what it prints, errors included. Gives its exit code.
function Save-State([string]$Name) {
    # Otherwise what a program writes to its error stream would end this script on version 5.1.
    $ErrorActionPreference = 'Continue'
    $global:LASTEXITCODE = 0
    $code = 0
    try {
        $text = Invoke-Expression $State 2>&1 | Out-String -Width 4096
        $code = $global:LASTEXITCODE
    } catch {
        $text = "$_`n"
        $code = 1
    }
    Add-Text $Name $text
    $code
}

$asked = -not ($Operator -and $Asset -and $State -and $Change.Count)
if ($asked) {
    if (-not $Operator) { $Operator = Read-Host 'Who makes the change (name)' }
    if (-not $Asset) { $Asset = Read-Host 'What is changed (host, device, account)' }
    if (-not $Authority) { $Authority = Read-Host 'Who ordered it (Enter: nobody named)' }
    if (-not $Rollback) { $Rollback = Read-Host 'How is it undone (Enter: not said)' }
    if (-not $State) { $State = Read-Host 'Command that shows the state, without changing it' }
    if (-not $Change.Count) {
        Write-Host 'Commands of the change, one a line; an empty line ends them.'
        while ($true) {
            $line = Read-Host '>'
            if (-not $line) { break }
            $Change += $line
        }
    }
}
if (-not ($Operator -and $Asset -and $State -and $Change.Count)) {
    Write-Host 'Operator, asset, state command and change are needed; nothing was done.'
    exit 1
}

# 1. The directory. New-Item fails if it is there.
$name = $Asset -replace '[^A-Za-z0-9.-]', '_'
if ($name.Length -gt 40) { $name = $name.Substring(0, 40) }
$stamp = [DateTime]::UtcNow.ToString('yyyyMMddTHHmmssZ')
$where = (Resolve-Path -LiteralPath $Directory).ProviderPath
$Bundle = Join-Path $where "bundle-$name-$stamp"
New-Item -ItemType Directory -Path $Bundle | Out-Null

Add-Text 'change.txt' (($Change -join "`n") + "`n")
Add-Meta 'format' 'warroom-bundle/1'
Add-Meta 'operator' $Operator
Add-Meta 'asset' $Asset
Add-Meta 'authority' $Authority
Add-Meta 'rollback' $Rollback
Add-Meta 'state_command' $State
Add-Meta 'host' ([Environment]::MachineName)
Add-Meta 'user' "$([Environment]::UserDomainName)\$([Environment]::UserName)"
Add-Meta 'system' "$([Environment]::OSVersion.VersionString), PowerShell $($PSVersionTable.PSVersion)"
Add-Meta 'zone' ([DateTimeOffset]::Now.ToString('zzz') -replace ':', '')
Add-Meta 'started' (Get-Utc)
Add-Clock 'start'

# 2. The state before.
Add-Meta 'before_exit' (Save-State 'before.txt')
if ($asked) {
    Get-Content -LiteralPath (Join-Path $Bundle 'before.txt') | Write-Host
    if ((Read-Host 'That is the state before. Type yes to make the change') -ne 'yes') {
        Write-Host "Nothing was changed; delete $Bundle"
        exit 1
    }
}

# 3. The change: each command is shown before it runs. Whatever it does, the state after is kept.
$ErrorActionPreference = 'Continue'
Add-Meta 'change_started' (Get-Utc)
Add-Meta 'recorder' 'Start-Transcript'
$code = 0
Start-Transcript -LiteralPath (Join-Path $Bundle 'transcript.txt') | Out-Null
try {
    foreach ($command in $Change) {
        Write-Host "PS> $command"
        $global:LASTEXITCODE = 0
        Invoke-Expression $command 2>&1 | Out-Host
        $code = $global:LASTEXITCODE
        if ($code -ne 0) { break }
    }
} catch {
    Write-Host "$_"
    $code = 1
} finally {
    Stop-Transcript | Out-Null
}
$ErrorActionPreference = 'Stop'
Add-Meta 'exit' "$code"
Add-Meta 'changed' (Get-Utc)

# 4. The state after.
Add-Meta 'after_exit' (Save-State 'after.txt')
Add-Clock 'end'
Add-Meta 'ended' (Get-Utc)

# 5. The digests, and one digest over them all, to be read out over the phone or written on the slip.
foreach ($file in 'before.txt', 'transcript.txt', 'after.txt', 'change.txt', 'clock.txt', 'meta.txt') {
    $hash = (Get-FileHash -Algorithm SHA256 -LiteralPath (Join-Path $Bundle $file)).Hash.ToLower()
    Add-Text 'SHA256SUMS' "$hash  $file`n"
}
$all = (Get-FileHash -Algorithm SHA256 -LiteralPath (Join-Path $Bundle 'SHA256SUMS')).Hash.ToLower()
Write-Host ''
Write-Host "Bundle: $Bundle"
Write-Host 'Tell the war room this number, apart from the stick:'
Write-Host $all
