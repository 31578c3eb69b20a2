/** Requests, routes and problem documents, without Lambda and without AWS. */
@NullMarked
package com.ieltsaiprep.api.http;

import org.jspecify.annotations.NullMarked;
