/**
 * Gateway process: relays speech between clients' WebSockets and Amazon Nova Sonic. This package
 * has its main class, settings and lifecycle.
 */
@NullMarked
package com.ieltsaiprep.gateway;

import org.jspecify.annotations.NullMarked;
