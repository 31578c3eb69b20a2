package com.ieltsaiprep.local.stack;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/**
 * Addresses of a running local stack. In the JSON of the stack file, the fields of all components
 * form one flat object.
 *
 * @param web web page, http
 * @param api API in the home region, http
 * @param gateway WebSocket of the gateway, or of the load balancer if there are several
 * @param management health checks and metrics of the first gateway, http
 * @param controls control APIs, through which tests prepare and inspect the stack
 * @param functions null if they are not known
 */
public record StackAddress(
        URI web,
        URI api,
        URI gateway,
        URI management,
        @JsonUnwrapped Controls controls,
        @JsonUnwrapped @Nullable Functions functions) {
    /**
     * Control APIs of the stand-ins, all http.
     *
     * @param accounts creates signed-in test accounts that have attempts
     * @param mail returns the e-mails that the product has sent
     * @param tables controls the replication of the tables between regions
     * @param lambda controls the stand-in of Lambda, and reports unfinished work of functions
     * @param converse controls the stand-in of Bedrock's text models
     * @param sonic controls the stand-in of Nova Sonic; null if the stack uses the real service
     */
    public record Controls(
            @JsonProperty("people") URI accounts,
            URI mail,
            URI tables,
            @JsonProperty("lambdaControl") URI lambda,
            @JsonProperty("converseControl") URI converse,
            @JsonProperty("sonicControl") @Nullable URI sonic) {}

    /**
     * Settings for running a Lambda function outside the processes of the stack, on its tables.
     *
     * @param config JSON file with the API's functions and their environment variables
     * @param tables address of the stand-in of DynamoDB, https
     * @param trustStore PKCS12 file with the certificate of all https servers of the stack
     * @param email e-mail address of the demo account, which has 1,000 attempts in each module
     * @param password password of the demo account
     */
    public record Functions(
            @JsonProperty("apiConfig") Path config,
            @JsonProperty("tablesTls") URI tables,
            Path trustStore,
            @JsonProperty("demoEmail") String email,
            @JsonProperty("demoPassword") String password) {
        /** Returns the path of the configuration only, because the password is secret. */
        @Override
        public String toString() {
            return "Functions[" + config + "]";
        }
    }
}
