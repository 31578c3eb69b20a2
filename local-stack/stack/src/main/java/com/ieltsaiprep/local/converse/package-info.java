/**
 * Amazon Bedrock stand-in for text models: answers the operation Converse locally with marks that a
 * pure function of the request computes, and misbehaves on order.
 */
@NullMarked
package com.ieltsaiprep.local.converse;

import org.jspecify.annotations.NullMarked;
