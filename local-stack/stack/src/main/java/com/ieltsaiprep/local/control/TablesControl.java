package com.ieltsaiprep.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.json.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Client of the control API for the replication of a local stack's DynamoDB tables between regions:
 * reads and sets the replication lag and the regions that are cut off. Its requests block.
 * Thread-safe.
 */
public final class TablesControl {
    private final ApiClient http;
    private final URI address;

    TablesControl(ApiClient http, URI address) {
        this.http = http;
        this.address = address.resolve("/replication");
    }

    /**
     * State of the replication of a local stack's DynamoDB tables between regions.
     *
     * @param lagMs time from a write to its arrival in the other regions, ms
     * @param stopped AWS names of the regions that neither send nor receive writes
     * @param underWay number of writes that have not arrived yet; a write counts once for each
     *     region that it has not reached
     */
    public record Replication(long lagMs, List<String> stopped, int underWay) {
        public Replication {
            stopped = List.copyOf(stopped);
        }
    }

    /** Returns the current state of the replication of the DynamoDB tables between regions. */
    public Replication replication() {
        JsonNode now = http.json(address);
        List<String> stopped = new ArrayList<>();
        now.path("stopped").forEach(region -> stopped.add(region.asText()));
        return new Replication(now.path("lagMs").asLong(), stopped, now.path("underWay").asInt());
    }

    /**
     * Sets the lag of the replication between regions, and the regions that are cut off from it.
     * Both also apply to writes that have not arrived yet. Ignores the number of such writes in
     * {@code next}.
     */
    public void replicate(Replication next) {
        ObjectNode order = JsonValues.object().put("lagMs", next.lagMs());
        next.stopped().forEach(order.putArray("stopped")::add);
        http.request("PUT", address, Map.of(), JsonValues.write(order)).successful();
    }
}
