package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Addresses of a deployment: the page, the API in each region, and the gateway.
 *
 * @param page the page, without a path
 * @param apis the API in each region
 * @param nearest the API by latency routing; null if there is none
 * @param streaming WebSocket of the gateway, ws or wss
 */
public record DeploymentAddress(
        URI page, Map<Region, URI> apis, @Nullable URI nearest, URI streaming) {
    /** Copies the map. */
    public DeploymentAddress {
        apis = Map.copyOf(apis);
    }

    /** Returns the addresses of a deployment under its domain, such as {@code ieltsaiprep.com}. */
    public static DeploymentAddress ofDomain(String domain) {
        Map<Region, URI> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, URI.create("https://api-" + region.code() + "." + domain));
        }
        return new DeploymentAddress(
                URI.create("https://" + domain),
                apis,
                URI.create("https://api." + domain),
                URI.create("wss://streaming-us." + domain + "/nova-sonic"));
    }

    URI api(Region region) {
        return Objects.requireNonNull(apis.get(region));
    }

    /** Returns the origin of the page, as browsers send it. */
    String origin() {
        return page.getScheme() + "://" + page.getAuthority();
    }

    boolean isEncrypted() {
        return "https".equals(page.getScheme());
    }

    /** Returns the address of a path of the gateway's public port, http or https. */
    URI gateway(String path) {
        String scheme = "wss".equals(streaming.getScheme()) ? "https" : "http";
        return URI.create(scheme + "://" + streaming.getAuthority() + path);
    }
}
