package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/**
 * Addresses of a running stack, and what a cold start of a function beside it takes.
 *
 * @param web the page, http
 * @param api the API in the home region, http
 * @param gateway the WebSocket
 * @param management health and metrics of the gateway, http
 * @param controls of what is behind it
 * @param functions null if its functions cannot be started beside it
 */
public record StackAddress(
        URI web,
        URI api,
        URI gateway,
        URI management,
        Controls controls,
        @Nullable Functions functions) {
    /**
     * Control ports, http.
     *
     * @param accounts creates signed-in test accounts with attempts
     * @param mail the mailbox
     * @param tables of their replication
     * @param sonic of the Sonic stand-in; null if Maya is Amazon's
     */
    public record Controls(URI accounts, URI mail, URI tables, @Nullable URI sonic) {}

    /**
     * Settings for starting a function.
     *
     * @param config of the API: folders, handlers, environments
     * @param tables DynamoDB over TLS
     * @param trustStore with the certificate of {@code tables}
     * @param email of an account that can sign in
     */
    public record Functions(
            Path config, URI tables, Path trustStore, String email, String password) {
        /** Leaves out the password. */
        @Override
        public String toString() {
            return "Functions[" + config + "]";
        }
    }
}
