/** What this browser can do with sound and picture. */

export const hasWebRtc = (): boolean => "RTCPeerConnection" in window;

/** Encoders in the hall and some video statements send H.264. A browser without WebRTC shows nothing in any case. */
export const lacksH264 = (): boolean =>
  hasWebRtc() &&
  !(RTCRtpReceiver.getCapabilities("video")?.codecs ?? []).some(({ mimeType }) => /h264/i.test(mimeType));

/** Firefox cannot reach a relay that has only loopback addresses. */
export const isFirefox = (): boolean => "mozInnerScreenX" in window;
