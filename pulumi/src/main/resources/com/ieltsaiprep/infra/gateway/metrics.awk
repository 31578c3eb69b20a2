# Metric data of CloudWatch from two scrapes of the gateway, a minute apart: previous, current.
# Gauges as they are; of counters the growth, or the whole value after a restart.
function add(name, value, unit) {
  printf "%s{\"MetricName\":\"%s\",\"Value\":%.6f,\"Unit\":\"%s\",\"Dimensions\":[{\"Name\":\"AutoScalingGroupName\",\"Value\":\"%s\"}]}", \
    separator, name, value, unit, group
  separator = ",\n"
}
/^#/ { next }
{ scrape = FILENAME == ARGV[1] ? 0 : 1 }
{ value = $NF; series = $0; sub(/ [^ ]*$/, "", series) }
scrape == 0 { before[series] = value; next }
{
  growth = value >= before[series] ? value - before[series] : value
  if (series == "gateway_conversations") conversations = value
  else if (series == "gateway_streams") streams = value
  else if (series == "gateway_event_loop_lag_seconds_max") lag = value
  else if (series == "gateway_reply_delay_seconds_count") replies = growth
  else if (series == "gateway_reply_delay_seconds_sum") delay = growth
  else if (series ~ /^gateway_upgrades_total\{.*result="upgraded"/) upgrades += growth
  else if (series ~ /^gateway_upgrades_total\{.*result="full"/) full += growth
  else if (series ~ /^gateway_connections_closed_total\{.*code="1006"/) lost += growth
  else if (series ~ /^gateway_resumptions_total\{.*result="(reattached|taken_over)"/) resumed += growth
  else if (series ~ /^gateway_resumptions_total\{/) refused += growth
  else if (series ~ /^gateway_connection_quality_total\{.*quality="bad"/) bad += growth
  else if (series ~ /^gateway_stream(s|_openings)_failed_total\{/) {
    failed += growth
    if (series ~ /kind="capacity"/) throttled += growth
  }
  else if (series ~ /^gateway_ownership_claims_total\{.*result="granted_locally"/) local += growth
}
END {
  print "["
  add("Conversations", conversations, "Count")
  add("Streams", streams, "Count")
  add("EventLoopLag", lag, "Seconds")
  if (replies > 0) add("FirstAudio", delay / replies, "Seconds")
  add("Replies", replies, "Count")
  add("Connections", upgrades, "Count")
  add("NodeFull", full, "Count")
  add("ConnectionsLost", lost, "Count")
  add("ConnectionsBad", bad, "Count")
  add("Resumptions", resumed, "Count")
  add("ResumptionsRefused", refused, "Count")
  add("StreamFailures", failed, "Count")
  add("BedrockThrottles", throttled, "Count")
  add("LocalOwnership", local, "Count")
  print "\n]"
}
