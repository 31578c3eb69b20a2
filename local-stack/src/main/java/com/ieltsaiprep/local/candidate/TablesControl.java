package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Client of the tables' replication control API. Blocks; thread-safe. */
public final class TablesControl {
    private final StackHttpClient http;
    private final URI address;

    TablesControl(StackHttpClient http, URI address) {
        this.http = http;
        this.address = address.resolve("/replication");
    }

    /**
     * State of the replication between regions.
     *
     * @param lagMs from a write to its arrival in other regions
     * @param stopped regions that neither send nor receive
     * @param underWay writes that have not reached all regions, counted once for each region
     *     missing
     */
    public record Replication(long lagMs, List<String> stopped, int underWay) {
        public Replication {
            stopped = List.copyOf(stopped);
        }
    }

    /** Returns the current state. */
    public Replication replication() {
        JsonNode now = http.getJson(address);
        List<String> stopped = new ArrayList<>();
        now.path("stopped").forEach(region -> stopped.add(region.asText()));
        return new Replication(now.path("lagMs").asLong(), stopped, now.path("underWay").asInt());
    }

    /** Sets lag and stopped regions; {@code underWay} is ignored. */
    public void replicate(Replication next) {
        ObjectNode order = JsonValues.object().put("lagMs", next.lagMs());
        next.stopped().forEach(order.putArray("stopped")::add);
        http.exchange("PUT", address, JsonValues.write(order));
    }
}
