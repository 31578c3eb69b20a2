package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The control API of the tables' replication. Blocks; safe in any thread. */
public final class TablesControl {
    private final LocalHttp http;
    private final URI address;

    TablesControl(LocalHttp http, URI address) {
        this.http = http;
        this.address = address.resolve("/replication");
    }

    /**
     * How it goes.
     *
     * @param lagMs from a write to when other regions have it
     * @param stopped regions that neither send nor receive
     * @param underWay writes that have not reached all regions; once for each they have not
     */
    public record Replication(long lagMs, List<String> stopped, int underWay) {
        /** Copies the list. */
        public Replication {
            stopped = List.copyOf(stopped);
        }
    }

    /** How it goes now. */
    public Replication replication() {
        JsonNode now = http.getJson(address);
        List<String> stopped = new ArrayList<>();
        now.path("stopped").forEach(region -> stopped.add(region.asText()));
        return new Replication(now.path("lagMs").asLong(), stopped, now.path("underWay").asInt());
    }

    /** Lets it go like this from now on; what is under way is not set. */
    public void replicate(Replication next) {
        ObjectNode order = JsonValues.object().put("lagMs", next.lagMs());
        next.stopped().forEach(order.putArray("stopped")::add);
        http.exchange("PUT", address, JsonValues.write(order));
    }
}
