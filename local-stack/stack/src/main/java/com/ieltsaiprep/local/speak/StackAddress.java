package com.ieltsaiprep.local.speak;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/**
 * Addresses of a running local stack (the whole product, run on one machine), and the settings for
 * running its Lambda functions outside the stack's own processes.
 *
 * @param web web page, http
 * @param api API in the home region, http
 * @param gateway WebSocket for conversations, ws
 * @param management health checks and metrics of the gateway, http
 * @param controls control APIs, through which tests prepare and inspect the stack
 * @param functions settings for running the Lambda functions outside the stack's own processes;
 *     null if they are not known
 */
public record StackAddress(
        URI web,
        URI api,
        URI gateway,
        URI management,
        Controls controls,
        @Nullable Functions functions) {
    /**
     * Addresses of a local stack's control APIs, through which tests prepare and inspect it, all
     * http.
     *
     * @param accounts creates signed-in test accounts that have attempts, the rights to take a test
     * @param mail returns the e-mails that the product has sent
     * @param tables controls the replication of the tables between regions
     * @param lambda controls the stand-in for AWS Lambda
     * @param converse controls the stand-in for Amazon Bedrock's text models
     * @param sonic controls the stand-in for Amazon Nova Sonic; null if the stack uses the real
     *     service
     */
    public record Controls(
            URI accounts, URI mail, URI tables, URI lambda, URI converse, @Nullable URI sonic) {}

    /**
     * Settings for running a Lambda function of the API outside the processes of a local stack,
     * against the DynamoDB tables of that stack.
     *
     * @param config JSON file with the code folder and the handler class of each function, and with
     *     the environment variables in each region
     * @param tables address of the stack's DynamoDB stand-in, https
     * @param trustStore PKCS12 file with the TLS certificate of the DynamoDB stand-in
     * @param email e-mail address of an account that can sign in
     * @param password password of this account
     */
    public record Functions(
            Path config, URI tables, Path trustStore, String email, String password) {
        /** Returns the path of the configuration only, because the password is secret. */
        @Override
        public String toString() {
            return "Functions[" + config + "]";
        }
    }
}
