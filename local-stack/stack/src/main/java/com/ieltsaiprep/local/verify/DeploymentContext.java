package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Deployment to check.
 *
 * @param regions regions to check, in order; all of them also means what serves all of them
 * @param accessToken of a user's session; null to skip what only a user may do
 */
record DeploymentContext(
        DeploymentAddress address,
        DeploymentClient client,
        Clock clock,
        List<Region> regions,
        @Nullable String accessToken) {
    /** Copies the list. */
    DeploymentContext {
        regions = List.copyOf(regions);
    }

    /** Returns the APIs to check, by name. */
    Map<String, URI> apis() {
        Map<String, URI> apis = new LinkedHashMap<>();
        regions.forEach(region -> apis.put("api-" + region.code(), address.api(region)));
        if (isWhole() && address.nearest() != null) {
            apis.put("api", address.nearest());
        }
        return apis;
    }

    /** Returns the servers to check, http or https. */
    List<URI> servers() {
        List<URI> servers = new ArrayList<>(apis().values());
        if (isWhole()) {
            servers.add(address.page());
        }
        if (hasGateway()) {
            servers.add(address.gateway(""));
        }
        return servers;
    }

    boolean isWhole() {
        return regions.size() == Region.values().length;
    }

    boolean hasGateway() {
        return regions.contains(Region.VIRGINIA);
    }

    /** Leaves the token out. */
    @Override
    public String toString() {
        return "DeploymentContext[" + address.page() + "]";
    }
}
