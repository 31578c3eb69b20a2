package com.ieltsaiprep.local.candidate;

import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Where a running stack listens.
 *
 * @param web the page, http
 * @param api the API in the home region, http
 * @param people makes somebody with attempts, and signs them in, http
 * @param gateway the WebSocket
 * @param management health and metrics of the gateway, http
 * @param sonicControl the Sonic stand-in's control API, http; null if Maya is Amazon's
 */
public record StackAddress(URI web, URI api, URI people, URI gateway, URI management, @Nullable URI sonicControl) {}
